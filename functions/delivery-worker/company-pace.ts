import { slotStepMs } from '../domain/call-pace.ts';
import type { CallPermits } from '../domain/call-permit-ports.ts';

export interface CompanyPaceOptions {
  readonly permits: Pick<CallPermits, 'takeCompanySlots'>;
  /** For all webhooks of a company together; 0 for no limit. */
  readonly callsPerSecond: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Taken = Promise<number | undefined>;
type Asker = (slot: Taken) => void;

/**
 * Slots of companies. Those who ask while a request for their company is under way share the next one, so a batch costs one or two
 * writes instead of one per message. Slots are never taken ahead of those who need them: what an instance did not use would
 * be lost to all others.
 */
export class CompanyPace {
  readonly #options: CompanyPaceOptions;
  /** By company that a request is under way for: who has asked meanwhile. */
  readonly #waiting = new Map<string, Asker[]>();

  constructor(options: CompanyPaceOptions) {
    this.#options = options;
  }

  get isLimited(): boolean {
    return this.#options.callsPerSecond > 0;
  }

  /** @returns milliseconds since 1970; `undefined` when too many calls wait already */
  slotFor(companyId: string): Taken {
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const waiting = this.#waiting.get(companyId);
    if (waiting === undefined) void this.#serve(companyId, resolve);
    else waiting.push(resolve);
    return promise;
  }

  async #serve(companyId: string, first: Asker): Promise<void> {
    for (let askers = [first]; askers.length > 0; askers = this.#waiting.get(companyId) ?? []) {
      this.#waiting.set(companyId, []);
      await this.#takeFor(companyId, askers);
    }
    this.#waiting.delete(companyId);
  }

  /** Never rejects: each asker learns by itself what has gone wrong. */
  async #takeFor(companyId: string, askers: readonly Asker[]): Promise<void> {
    const { permits, callsPerSecond, now } = this.#options;
    const stepMs = slotStepMs(callsPerSecond);
    const asked = { callsPerSecond, count: askers.length, nowMs: now() };
    const taken = permits.takeCompanySlots(companyId, asked);
    for (const [index, asker] of askers.entries()) {
      asker(taken.then(atMs => (atMs === undefined ? undefined : atMs + index * stepMs)));
    }
    await Promise.allSettled([taken]);
  }
}
