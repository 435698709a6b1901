import {
  type Delivery,
  isParkedAndDue,
  type StoredDelivery,
  type WaitingDelivery,
} from '../../functions/domain/delivery.ts';
import {
  type DeliverySearch,
  type FoundDeliveries,
  isMeant,
  type NewestDeliveries,
  type SearchableDeliveries,
} from '../../functions/domain/delivery-search.ts';
import { sortOfTime, sortsBeforeTime } from '../../functions/domain/identifiers.ts';
import type {
  ConditionalWrite,
  DeliveryPage,
  DeliveryStore,
  ExpectedVersions,
} from '../../functions/domain/ports.ts';
import type { DeliveryWindow, ResendableDeliveries } from '../../functions/domain/resend-ports.ts';
import type { Health } from '../../functions/domain/webhook.ts';

type Read = 'find' | 'findWithEvent';
type Write =
  | 'putDelivered'
  | 'recordAttempt'
  | 'recordFailureAndHealth'
  | 'hold'
  | 'startRun'
  | 'add'
  | 'markSent'
  | 'markFailed';

/** Deliveries' records by id, with the conditions that the port states. */
export class MemoryDeliveryStore implements DeliveryStore, ResendableDeliveries, SearchableDeliveries {
  readonly records = new Map<string, Delivery>();
  readonly eventTexts = new Map<string, string>();
  /** Each call in order, as `<method> <id>`. */
  readonly calls: string[] = [];
  /** Runs before a method does its work; may throw, or change records as another worker would. */
  before: (method: Write | Read, id: string) => void = () => {};
  /** Ids that `putDelivered` does not confirm. */
  readonly unconfirmed = new Set<string>();
  /** Called with the health of `recordFailureAndHealth`; false refuses the transaction. */
  saveHealth: (webhookId: string, health: Health, expected: ExpectedVersions) => boolean = () => true;

  put(...deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) this.records.set(delivery.id, delivery);
  }

  #begin(method: Write | Read, id: string): void {
    this.calls.push(`${method} ${id}`);
    this.before(method, id);
  }

  async find(id: string): Promise<Delivery | undefined> {
    this.#begin('find', id);
    return this.records.get(id);
  }

  async findWithEvent(id: string): Promise<WaitingDelivery | undefined> {
    this.#begin('findWithEvent', id);
    const delivery = this.records.get(id);
    return delivery === undefined ? undefined : { delivery, eventText: this.eventTexts.get(id) };
  }

  #store({ delivery, eventText }: StoredDelivery): void {
    this.put(delivery);
    this.eventTexts.set(delivery.id, eventText);
  }

  async list({ webhookId, limit, before }: DeliveryPage): Promise<Delivery[]> {
    return [...this.records.values()]
      .filter(record => record.webhookId === webhookId && (before === undefined || record.id < before))
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, limit);
  }

  async search({ filter, limit, before }: DeliverySearch): Promise<FoundDeliveries> {
    const below = before === undefined ? '~' : sortOfTime(before);
    const deliveries = [...this.records.values()]
      .filter(record => isMeant(record, filter) && sortOfTime(record.id) < below)
      .sort((a, b) => (sortOfTime(a.id) < sortOfTime(b.id) ? 1 : -1))
      .slice(0, limit);
    return { deliveries, next: deliveries.length === limit ? deliveries.at(-1)?.id : undefined };
  }

  async newest(webhookId: string, since: string, most: number): Promise<NewestDeliveries> {
    const sinceId = sortsBeforeTime(webhookId, since);
    const found = (await this.list({ webhookId, limit: most })).filter(({ id }) => id >= sinceId);
    return { deliveries: found, isWhole: found.length < most };
  }

  async deliveredSince(webhookId: string, since: string): Promise<boolean> {
    return [...this.records.values()].some(
      record =>
        record.webhookId === webhookId &&
        record.status === 'delivered' &&
        (record.attempts.at(-1)?.at ?? '') >= since,
    );
  }

  async putDelivered(deliveries: readonly StoredDelivery[]): Promise<ReadonlySet<string>> {
    this.#begin('putDelivered', deliveries.map(({ delivery }) => delivery.id).join(' '));
    const confirmed = deliveries.filter(({ delivery }) => !this.unconfirmed.has(delivery.id));
    for (const stored of confirmed) this.#store(stored);
    return new Set(confirmed.map(({ delivery }) => delivery.id));
  }

  #follows(next: Delivery): boolean {
    const record = this.records.get(next.id);
    if (record === undefined) return next.run === 1 && next.attemptsInRun === 1;
    return (
      record.status === 'pending' &&
      record.run === next.run &&
      record.attemptsInRun === next.attemptsInRun - 1
    );
  }

  async recordAttempt(stored: StoredDelivery): Promise<ConditionalWrite> {
    const { delivery } = stored;
    this.#begin('recordAttempt', delivery.id);
    if (!this.#follows(delivery)) return 'stale';
    this.#store(stored);
    return 'written';
  }

  async recordFailureAndHealth(
    stored: StoredDelivery,
    health: Health,
    expected: ExpectedVersions,
  ): Promise<ConditionalWrite> {
    const { delivery } = stored;
    this.#begin('recordFailureAndHealth', delivery.id);
    if (!this.#follows(delivery) || !this.saveHealth(delivery.webhookId, health, expected)) return 'stale';
    this.#store(stored);
    return 'written';
  }

  async findAll(ids: readonly string[]): Promise<WaitingDelivery[]> {
    return ids.flatMap(id => {
      const delivery = this.records.get(id);
      return delivery === undefined ? [] : [{ delivery, eventText: this.eventTexts.get(id) }];
    });
  }

  #within({ webhookId, statuses, from, to, after = '' }: DeliveryWindow): string[] {
    const within = [...this.records.values()].filter(
      ({ id, status, createdAt, webhookId: of }) =>
        of === webhookId &&
        statuses.some(wanted => wanted === status) &&
        Date.parse(createdAt) >= Date.parse(from) &&
        Date.parse(createdAt) < Date.parse(to) &&
        id > after,
    );
    return within.map(({ id }) => id).sort();
  }

  async idsWithin(window: DeliveryWindow, limit: number): Promise<string[]> {
    return this.#within(window).slice(0, limit);
  }

  async countWithin(window: DeliveryWindow, most: number): Promise<number> {
    return Math.min(most, this.#within(window).length);
  }

  async startRun(next: StoredDelivery, before: Delivery): Promise<ConditionalWrite> {
    this.#begin('startRun', before.id);
    const record = this.records.get(before.id);
    const isAsRead =
      record?.status === before.status &&
      record.run === before.run &&
      record.attemptsInRun === before.attemptsInRun;
    if (!isAsRead) return 'stale';
    this.#store(next);
    return 'written';
  }

  async add(stored: StoredDelivery): Promise<ConditionalWrite> {
    const { id } = stored.delivery;
    this.#begin('add', id);
    if (this.records.has(id)) return 'stale';
    this.#store(stored);
    return 'written';
  }

  async hold(stored: StoredDelivery): Promise<ConditionalWrite> {
    const { delivery } = stored;
    this.#begin('hold', delivery.id);
    const record = this.records.get(delivery.id);
    const isAsRead =
      record === undefined
        ? delivery.attemptsInRun === 0
        : record.status === 'pending' && record.attemptsInRun === delivery.attemptsInRun;
    if (!isAsRead) return 'stale';
    this.#store(stored);
    return 'written';
  }

  #waiting(deliveries: readonly Delivery[], limit: number): WaitingDelivery[] {
    return deliveries
      .slice(0, limit)
      .map(delivery => ({ delivery, eventText: this.eventTexts.get(delivery.id) }));
  }

  async due(now: string, limit: number): Promise<WaitingDelivery[]> {
    const due = [...this.records.values()].filter(record => isParkedAndDue(record, now));
    const order = ({ nextAttemptAt = '', id }: Delivery) => `${nextAttemptAt}#${id}`;
    return this.#waiting(
      due.sort((a, b) => (order(a) < order(b) ? -1 : 1)),
      limit,
    );
  }

  async countHeld(webhookId: string, most: number): Promise<number> {
    return (await this.heldOf(webhookId, most)).length;
  }

  async heldOf(webhookId: string, limit: number): Promise<WaitingDelivery[]> {
    const held = [...this.records.values()].filter(
      record => record.status === 'held' && record.webhookId === webhookId,
    );
    return this.#waiting(
      held.sort((a, b) => (a.id < b.id ? -1 : 1)),
      limit,
    );
  }

  async markSent(delivery: Delivery): Promise<ConditionalWrite> {
    this.#begin('markSent', delivery.id);
    const record = this.records.get(delivery.id);
    const isAsRead =
      record?.status === delivery.status &&
      record.parked === delivery.parked &&
      record.waits === delivery.waits &&
      isSameRun(record, delivery);
    if (record === undefined || !isAsRead) return 'stale';
    const { parked: _, ...rest } = record;
    this.put({ ...rest, status: 'pending' });
    return 'written';
  }

  async markFailed(delivery: Delivery): Promise<ConditionalWrite> {
    this.#begin('markFailed', delivery.id);
    const record = this.records.get(delivery.id);
    if (record?.status !== 'pending' && record?.status !== 'held') return 'stale';
    if (!isSameRun(record, delivery)) return 'stale';
    const { parked: _parked, nextAttemptAt: _next, ...rest } = record;
    this.put({ ...rest, status: 'failed' });
    return 'written';
  }
}

function isSameRun(record: Delivery, delivery: Delivery): boolean {
  return record.run === delivery.run && record.attemptsInRun === delivery.attemptsInRun;
}
