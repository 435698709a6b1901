import type { Delivery, StoredDelivery, WaitingDelivery } from '../../functions/domain/delivery.ts';
import type {
  ConditionalWrite,
  DeliveryPage,
  DeliveryStore,
  ExpectedVersions,
} from '../../functions/domain/ports.ts';
import type { Health } from '../../functions/domain/webhook.ts';

/** A copy of a message comes at most so long after its delivery has come to an end. */
const keptMs = 3_600_000;

/** What the ledger counts of deliveries that came to an end, each once. */
export interface Ends {
  delivered: number;
  failed: number;
}

/** Records under the conditions of the port, with indexes that do not grow slower with ten million events. */
export class SimulatedDeliveries implements DeliveryStore {
  readonly ends: Ends = { delivered: 0, failed: 0 };
  /** By webhook: when it last took a delivery. */
  readonly lastDeliveredMs = new Map<string, number>();
  /** Set while a worker dies: its writes do not arrive. */
  isDying = false;
  readonly #records = new Map<string, StoredDelivery>();
  readonly #held = new Map<string, Set<string>>();
  readonly #parked = new Set<string>();
  readonly #ended: { readonly id: string; readonly atMs: number }[] = [];
  #firstEnded = 0;
  readonly #now: () => number;
  readonly #saveHealth: (id: string, health: Health, expected: ExpectedVersions) => boolean;

  constructor(
    now: () => number,
    saveHealth: (id: string, health: Health, expected: ExpectedVersions) => boolean,
  ) {
    this.#now = now;
    this.#saveHealth = saveHealth;
  }

  /** Deliveries that have a record and have not come to an end. */
  get waiting(): number {
    let count = 0;
    for (const { delivery } of this.#records.values()) {
      if (delivery.status === 'pending' || delivery.status === 'held') count++;
    }
    return count;
  }

  heldBy(webhookId: string): number {
    return this.#held.get(webhookId)?.size ?? 0;
  }

  /** A delivery that was taken at its first attempt, and needs no record. */
  noteDelivered(webhookId: string): void {
    this.ends.delivered++;
    this.lastDeliveredMs.set(webhookId, this.#now());
  }

  async find(id: string): Promise<Delivery | undefined> {
    return this.#records.get(id)?.delivery;
  }

  async findWithEvent(id: string): Promise<WaitingDelivery | undefined> {
    return this.#records.get(id);
  }

  async list({ webhookId, limit, before }: DeliveryPage): Promise<Delivery[]> {
    return [...this.#records.values()]
      .map(({ delivery }) => delivery)
      .filter(delivery => delivery.webhookId === webhookId && (before === undefined || delivery.id < before))
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, limit);
  }

  async countHeld(webhookId: string, most: number): Promise<number> {
    return Math.min(most, this.heldBy(webhookId));
  }

  async deliveredSince(webhookId: string, since: string): Promise<boolean> {
    return (this.lastDeliveredMs.get(webhookId) ?? 0) >= Date.parse(since);
  }

  async putDelivered(deliveries: readonly StoredDelivery[]): Promise<ReadonlySet<string>> {
    if (this.isDying) return new Set();
    for (const stored of deliveries) {
      this.lastDeliveredMs.set(stored.delivery.webhookId, this.#now());
      this.#store(stored);
    }
    return new Set(deliveries.map(({ delivery }) => delivery.id));
  }

  async recordAttempt(stored: StoredDelivery): Promise<ConditionalWrite> {
    return this.#write(stored, this.#follows(stored.delivery));
  }

  async recordFailureAndHealth(
    stored: StoredDelivery,
    health: Health,
    expected: ExpectedVersions,
  ): Promise<ConditionalWrite> {
    const { delivery } = stored;
    const isWritten =
      !this.isDying && this.#follows(delivery) && this.#saveHealth(delivery.webhookId, health, expected);
    return this.#write(stored, isWritten);
  }

  async hold(stored: StoredDelivery): Promise<ConditionalWrite> {
    const { delivery } = stored;
    const record = this.#records.get(delivery.id)?.delivery;
    const isAsRead =
      record === undefined
        ? delivery.attemptsInRun === 0
        : record.status === 'pending' && record.attemptsInRun === delivery.attemptsInRun;
    return this.#write(stored, isAsRead);
  }

  async due(now: string, limit: number): Promise<WaitingDelivery[]> {
    const due = [...this.#parked]
      .map(id => this.#records.get(id))
      .filter(stored => stored !== undefined)
      .filter(({ delivery: { nextAttemptAt = '' } }) => nextAttemptAt <= now);
    return due.slice(0, limit);
  }

  async heldOf(webhookId: string, limit: number): Promise<WaitingDelivery[]> {
    const page: WaitingDelivery[] = [];
    for (const id of this.#held.get(webhookId) ?? []) {
      const stored = this.#records.get(id);
      if (stored !== undefined) page.push(stored);
      if (page.length >= limit) break;
    }
    return page;
  }

  async markSent(delivery: Delivery): Promise<ConditionalWrite> {
    const stored = this.#records.get(delivery.id);
    const { delivery: record } = stored ?? {};
    const isAsRead =
      record?.status === delivery.status &&
      record.parked === delivery.parked &&
      record.waits === delivery.waits &&
      record.attemptsInRun === delivery.attemptsInRun;
    if (stored === undefined || record === undefined || !isAsRead) return 'stale';
    const { parked: _, ...rest } = record;
    this.#store({ ...stored, delivery: { ...rest, status: 'pending' } });
    return 'written';
  }

  async markFailed(delivery: Delivery): Promise<ConditionalWrite> {
    const stored = this.#records.get(delivery.id);
    const status = stored?.delivery.status;
    if (stored === undefined || (status !== 'pending' && status !== 'held')) return 'stale';
    this.#store({ ...stored, delivery: { ...stored.delivery, status: 'failed' } });
    return 'written';
  }

  #follows(next: Delivery): boolean {
    const record = this.#records.get(next.id)?.delivery;
    if (record === undefined) return next.attemptsInRun === 1;
    return record.status === 'pending' && record.attemptsInRun === next.attemptsInRun - 1;
  }

  #write(stored: StoredDelivery, isAllowed: boolean): ConditionalWrite {
    if (this.isDying) throw new Error('the worker has died');
    if (!isAllowed) return 'stale';
    this.#store(stored);
    return 'written';
  }

  #store(stored: StoredDelivery): void {
    const { id, webhookId, status, parked } = stored.delivery;
    const before = this.#records.get(id)?.delivery.status;
    const hadEnded = before === 'delivered' || before === 'failed';
    this.#records.set(id, stored);
    const held = this.#held.get(webhookId) ?? new Set();
    this.#held.set(webhookId, held);
    if (status === 'held') held.add(id);
    else held.delete(id);
    if (status === 'pending' && parked === true) this.#parked.add(id);
    else this.#parked.delete(id);
    if ((status !== 'delivered' && status !== 'failed') || hadEnded) return;
    this.ends[status]++;
    this.#ended.push({ id, atMs: this.#now() });
    this.#forgetOld();
  }

  #forgetOld(): void {
    const untilMs = this.#now() - keptMs;
    for (let ended = this.#ended[this.#firstEnded]; ended !== undefined && ended.atMs < untilMs; ) {
      this.#records.delete(ended.id);
      this.#firstEnded++;
      ended = this.#ended[this.#firstEnded];
    }
    if (this.#firstEnded > 100_000) {
      this.#ended.splice(0, this.#firstEnded);
      this.#firstEnded = 0;
    }
  }
}
