import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbDeliveryStore } from '../../../functions/adapters/dynamodb-delivery-store.ts';
import { PayloadStore } from '../../../functions/adapters/payload-store.ts';
import type { Delivery } from '../../../functions/domain/delivery.ts';
import {
  type DeliveryFilter,
  type DeliverySearch,
  placeOf,
  type SearchableDeliveries,
} from '../../../functions/domain/delivery-search.ts';
import { newDeliveryId } from '../../../functions/domain/identifiers.ts';
import type { DeliveryStore } from '../../../functions/domain/ports.ts';
import { underNewId } from '../../../functions/domain/resend.ts';
import { MemoryBucket } from '../../support/memory-bucket.ts';
import { MemoryDeliveryStore } from '../../support/memory-delivery-store.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { delivery } from './support/deliveries.ts';
import { storeTables } from './support/store-tables.ts';

type Store = SearchableDeliveries &
  Pick<DeliveryStore, 'putDelivered' | 'recordAttempt' | 'markFailed' | 'hold'>;

const { clock, overDynamoDb } = storeTables(Date.parse('2026-01-03T00:00:00Z'));
const stores = overDynamoDb((tables): Store => {
  const payloads = new PayloadStore({ bucket: new MemoryBucket(), log: memoryLog(() => {}) });
  return new DynamoDbDeliveryStore({ ...tables, payloads, retentionDays: 30 });
});

const older = 'whk_01kdvdnt000000000000000000';
const newer = 'whk_01kdvdnt000000000000000001';
const at = (second: number) => `2026-01-02T03:04:${String(second).padStart(2, '0')}Z`;
const eventText = '{"id":"e"}';

const place = (filter: DeliveryFilter) => {
  const found = placeOf(filter);
  if (found === undefined) throw new Error('no place');
  return found;
};

describe.each([{ name: 'memory', make: async (): Promise<Store> => new MemoryDeliveryStore() }, ...stores])(
  'SearchableDeliveries over $name',
  ({ make }) => {
    let store: Store;
    beforeEach(async () => {
      store = await make();
    });

    const put = async (...deliveries: Delivery[]): Promise<Delivery[]> => {
      for (const one of deliveries) {
        const stored = { delivery: one, eventText };
        if (one.status === 'delivered') await store.putDelivered([stored]);
        else if (one.status === 'held') await store.hold(stored);
        else await store.recordAttempt(stored);
      }
      return deliveries;
    };

    /** Every page, one after the other. */
    const all = async (filter: DeliveryFilter, limit = 2): Promise<Delivery[]> => {
      const found: Delivery[] = [];
      let search: DeliverySearch = { place: place(filter), filter, limit };
      for (;;) {
        const { deliveries, next } = await store.search(search);
        expect(deliveries.length).toBeLessThanOrEqual(limit);
        found.push(...deliveries);
        if (next === undefined) return found;
        search = { ...search, before: next };
      }
    };

    it('by event: wherever it went, also under a new id, newest first, of a second by webhook', async () => {
      const [first, second] = await put(
        delivery('e1', { webhookId: older, createdAt: at(5), status: 'delivered' }),
        delivery('e1', { webhookId: newer, createdAt: at(5) }),
        delivery('e2', { webhookId: newer, createdAt: at(5) }),
      );
      if (first === undefined) throw new Error('nothing was put');
      const resentAt = '2026-01-02T03:04:09.500Z';
      const id = newDeliveryId(older, resentAt, new Uint8Array(16).fill(7));
      const { parked: _, nextAttemptAt: _next, ...resent } = underNewId(first, id, resentAt);
      const delivered: Delivery = { ...resent, status: 'delivered' };
      await put(delivered);
      expect(await all({ eventId: 'e1' })).toEqual([delivered, second, first]);
      expect(await all({ eventId: 'e1', webhookId: older })).toEqual([delivered, first]);
      expect(await all({ eventId: 'e1', to: at(9) })).toEqual([second, first]);
      expect(await all({ eventId: 'e1', from: at(9) })).toEqual([delivered]);
      expect(await all({ eventId: 'e1', from: '2026-01-02T03:04:09.001Z' })).toEqual([]);
      expect(await all({ eventId: 'e3' })).toEqual([]);
    });

    it('newest of a webhook: those that were created since', async () => {
      const [, second, third] = await put(
        ...[1, 2, 3].map(n => delivery(`e${n}`, { createdAt: at(n), status: 'delivered' })),
      );
      await put(delivery('e4', { webhookId: newer, createdAt: at(4), status: 'delivered' }));
      const { deliveries, isWhole } = await store.newest(older, at(2), 40);
      expect([deliveries.toSorted((a, b) => (a.id < b.id ? -1 : 1)), isWhole]).toEqual([
        [second, third],
        true,
      ]);
      expect(await store.newest(older, at(4), 40)).toEqual({ deliveries: [], isWhole: true });
    });

    it('newest of a webhook: at most so many, and says that there may be more', async () => {
      const made = Array.from({ length: 60 }, (_, n) =>
        delivery(`e${n}`, { createdAt: at(n), status: 'delivered' }),
      );
      await put(...made);
      const all = await store.newest(older, at(0), 400);
      expect([all.deliveries.length, all.isWhole]).toEqual([60, true]);
      const some = await store.newest(older, at(0), 8);
      expect([some.deliveries.length, some.isWhole]).toEqual([8, false]);
      const oldest = made.slice(0, 20).map(({ id }) => id);
      expect(some.deliveries.filter(({ id }) => oldest.includes(id))).toEqual([]);
    });

    it('by record: of its company only', async () => {
      const more = { recordId: 'r1', status: 'delivered' } as const;
      const deliveries = await put(
        ...[1, 2, 3].map(second => delivery(`e${second}`, { ...more, createdAt: at(second) })),
      );
      await put(
        delivery('e4', { ...more, companyId: 'globex', createdAt: at(4) }),
        delivery('e5', { status: 'delivered', createdAt: at(5) }),
        delivery('e6', { ...more, recordId: 'r2', createdAt: at(6) }),
      );
      expect(await all({ companyId: 'acme', recordId: 'r1' })).toEqual(deliveries.toReversed());
      expect(await all({ companyId: 'acme', recordId: 'r1', from: at(2), to: at(3) })).toEqual([
        deliveries[1],
      ]);
    });

    it('by webhook: every state, type and time', async () => {
      const deliveries = await put(
        delivery('e1', { createdAt: at(1), status: 'delivered' }),
        delivery('e2', { createdAt: at(2), status: 'failed' }),
        delivery('e3', { createdAt: at(3), status: 'held', attempts: [], attemptsInRun: 0, waits: 1 }),
        delivery('e4', { createdAt: at(4), eventType: 'TODO_CREATED' }),
        delivery('e5', { createdAt: at(5), status: 'failed' }),
        delivery('e6', { createdAt: at(6), status: 'failed' }),
      );
      await put(delivery('e7', { webhookId: newer, createdAt: at(7), status: 'failed' }));
      const of = (...numbers: number[]) => numbers.map(number => deliveries[number - 1]);
      const webhookId = older;
      expect(await all({ webhookId })).toEqual(of(6, 5, 4, 3, 2, 1));
      expect(await all({ webhookId, status: 'failed' })).toEqual(of(6, 5, 2));
      expect(await all({ webhookId, status: 'failed', from: at(2), to: at(6) })).toEqual(of(5, 2));
      expect(await all({ webhookId, status: 'held' })).toEqual(of(3));
      expect(await all({ webhookId, status: 'pending' })).toEqual(of(4));
      expect(await all({ webhookId, status: 'delivered' })).toEqual(of(1));
      expect(await all({ webhookId, eventType: 'TODO_CREATED' })).toEqual(of(4));
      expect(await all({ webhookId, from: at(3), to: at(5) })).toEqual(of(4, 3));
      expect(await all({ webhookId, companyId: 'globex' })).toEqual([]);
    });
  },
);

describe.each(stores.slice(0, 1))('$name', ({ make }) => {
  it('ends a search among very many that are not meant, and says where to go on', async () => {
    const store = await make();
    const deliveries = Array.from({ length: 1200 }, (_, n) =>
      delivery(`e${n}`, { status: 'delivered', eventType: n === 0 ? 'TODO_CREATED' : 'TODO_MOVED' }),
    );
    await store.putDelivered(deliveries.map(one => ({ delivery: one, eventText })));
    const filter = { webhookId: older, eventType: 'TODO_DELETED' };
    const search = { place: place(filter), filter, limit: 10 };
    const first = await store.search(search);
    const ids = deliveries
      .map(({ id }) => id)
      .sort()
      .reverse();
    // pages of 10, then of 100 until at least a thousand were looked at
    expect(first).toEqual({ deliveries: [], next: ids[1009] });
    expect(await store.search({ ...search, before: first.next ?? '' })).toEqual({
      deliveries: [],
      next: undefined,
    });
  });

  it('finds no record that has expired', async () => {
    const store = await make();
    await store.putDelivered([{ delivery: delivery('e1', { status: 'delivered' }), eventText }]);
    const filter = { eventId: 'e1' };
    clock.nowMs += 31 * 86_400_000;
    expect(await store.search({ place: place(filter), filter, limit: 2 })).toEqual({
      deliveries: [],
      next: undefined,
    });
  });
});
