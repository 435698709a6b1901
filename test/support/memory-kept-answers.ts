import {
  type Claim,
  type KeptAnswers,
  keptMs,
  type RequestName,
} from '../../functions/domain/kept-answer.ts';

interface Entry {
  readonly fingerprint: string;
  readonly holder: string;
  /** While it is under way. */
  readonly untilMs?: number;
  readonly sealed?: Uint8Array;
  readonly endsAtMs: number;
}

const textOf = ({ keyId, operationId, idempotencyKey }: RequestName) =>
  JSON.stringify([keyId, operationId, idempotencyKey]);

/** Answers in memory, under the conditions that the port states. */
export class MemoryKeptAnswers implements KeptAnswers {
  readonly entries = new Map<string, Entry>();
  /** Thrown by `keep` and `release`, if set. */
  failure: Error | undefined;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async claim(name: RequestName, fingerprint: string, holder: string, untilMs: number): Promise<Claim> {
    const known = this.entries.get(textOf(name));
    if (known !== undefined && known.endsAtMs > this.#now()) {
      const isOver = (known.untilMs ?? Number.POSITIVE_INFINITY) <= this.#now();
      if (!isOver || known.fingerprint !== fingerprint) {
        return { kind: 'taken', fingerprint: known.fingerprint, sealed: known.sealed };
      }
    }
    this.entries.set(textOf(name), { fingerprint, holder, untilMs, endsAtMs: this.#now() + keptMs });
    return { kind: 'claimed' };
  }

  async keep(name: RequestName, fingerprint: string, holder: string, sealed: Uint8Array): Promise<boolean> {
    if (this.failure !== undefined) throw this.failure;
    if (this.entries.get(textOf(name))?.holder !== holder) return false;
    this.entries.set(textOf(name), { fingerprint, holder, sealed, endsAtMs: this.#now() + keptMs });
    return true;
  }

  async release(name: RequestName, holder: string): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    const known = this.entries.get(textOf(name));
    if (known?.holder === holder && known.sealed === undefined) this.entries.delete(textOf(name));
  }
}
