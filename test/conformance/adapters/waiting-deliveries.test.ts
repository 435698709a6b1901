import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Timing } from '../../../functions/adapters/backoff.ts';
import { deliveryKey } from '../../../functions/adapters/delivery-item.ts';
import type { DynamoDb, Item } from '../../../functions/adapters/dynamodb-client.ts';
import { DynamoDbDeliveryStore } from '../../../functions/adapters/dynamodb-delivery-store.ts';
import { PayloadStore } from '../../../functions/adapters/payload-store.ts';
import type { Delivery } from '../../../functions/domain/delivery.ts';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import type { QueueMessage } from '../../../functions/domain/ports.ts';
import { sweep } from '../../../functions/sweeper/sweep.ts';
import { MemoryBucket } from '../../support/memory-bucket.ts';
import { MemoryLeases } from '../../support/memory-leases.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { MemoryResendStore } from '../../support/memory-resend-store.ts';
import { delivery, eventTime, first, second } from './support/deliveries.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startDynoxide();
});
afterAll(() => emulator.stop());

describe.each(dynamoDbImplementations)(
  'Deliveries that wait, over DynamoDB by $name',
  ({ name, connect }) => {
    const webhooksTable = `Webhooks-${name}`;
    const deliveriesTable = `Deliveries-${name}`;
    let nowMs = Date.parse('2026-01-02T04:00:00Z');
    const timing: Timing = { now: () => nowMs, random: () => 0, wait: async () => {} };
    let connection: ReturnType<typeof connect>;
    let store: DynamoDbDeliveryStore;
    let events = 0;
    let eventId = '';

    const payloads = new PayloadStore({ bucket: new MemoryBucket(), log: memoryLog(() => {}) });
    const storeOver = (dynamoDb: DynamoDb) =>
      new DynamoDbDeliveryStore({
        dynamoDb,
        deliveriesTable,
        webhooksTable,
        payloads,
        retentionDays: 30,
        timing,
      });
    const record = (one: Delivery, eventText = '{}') => store.recordAttempt({ delivery: one, eventText });

    beforeAll(async () => {
      const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
      await createTables(client, webhooksTable, deliveriesTable);
      client.destroy();
      connection = connect(emulator.endpoint);
      const { dynamoDb } = connection;
      store = storeOver(dynamoDb);
    });
    afterAll(() => connection.close());
    beforeEach(() => {
      nowMs = Date.parse('2026-01-02T04:00:00Z');
      eventId = `event-${events++}`;
    });

    describe('what waits', () => {
      const parkedAt = (nextAttemptAt: string, id = eventId) => delivery(id, { parked: true, nextAttemptAt });

      it('is due soonest first, with its event, and no longer once it is sent', async () => {
        const ids = Array.from({ length: 12 }, (_, n) => `${eventId}-${n}`);
        const all = ids.map((id, n) =>
          parkedAt(`2026-02-01T00:00:${String(59 - n).padStart(2, '0')}.000Z`, id),
        );
        for (const one of all) await record(one, `{"n":"${one.eventId}"}`);
        const expected = all
          .toReversed()
          .map(one => ({ delivery: one, eventText: `{"n":"${one.eventId}"}` }));
        expect(await store.due('2026-02-01T00:00:47.999Z', 10)).toEqual([]);
        expect(await store.due('2026-02-01T00:00:50.000Z', 10)).toEqual(expected.slice(0, 3));
        expect(await store.due('2026-02-01T00:10:00.000Z', 5)).toEqual(expected.slice(0, 5));
        for (const one of all) expect(await store.markSent(one)).toBe('written');
        expect(await store.due('2026-02-01T00:10:00.000Z', 100)).toEqual([]);
        const { parked: _, ...sent } = parkedAt('2026-02-01T00:00:59.000Z', ids[0]);
        expect(await store.find(sent.id)).toEqual(sent);
      });

      it('is not taken back to the queue when it was parked again meanwhile', async () => {
        const one = parkedAt('2026-03-01T00:00:00.000Z');
        await record(one, '{"a":1}');
        const two = {
          ...one,
          attempts: [first, second],
          attemptsInRun: 2,
          nextAttemptAt: '2026-03-01T01:00:00.000Z',
        };
        expect(await record(two, '{"a":1}')).toBe('written');
        expect(await store.markSent(one)).toBe('stale');
        expect(await store.due('2026-03-02T00:00:00.000Z', 10)).toEqual([
          { delivery: two, eventText: '{"a":1}' },
        ]);
        expect(await store.markFailed(two)).toBe('written');
        expect((await store.find(two.id))?.status).toBe('failed');
      });

      it('is not taken back to the queue when it was parked again without an attempt, or held', async () => {
        const untried = { attempts: [], attemptsInRun: 0 };
        const one = { ...parkedAt('2026-03-01T00:00:00.000Z'), ...untried, waits: 1 };
        expect(await store.hold({ delivery: one, eventText: '{"a":1}' })).toBe('written');
        const two = { ...one, nextAttemptAt: '2026-03-01T00:01:00.000Z', waits: 2 };
        expect(await store.hold({ delivery: two, eventText: '{"a":1}' })).toBe('written');
        expect(await store.markSent(one)).toBe('stale');
        const { parked: _parked, nextAttemptAt: _next, ...unparked } = two;
        const three: Delivery = { ...unparked, status: 'held', waits: 3 };
        expect(await store.hold({ delivery: three, eventText: '{"a":1}' })).toBe('written');
        expect(await store.markSent(two)).toBe('stale');
        expect(await store.find(one.id)).toEqual(three);
        expect(await store.markSent(three)).toBe('written');
        const four: Delivery = { ...three, waits: 4 };
        expect(await store.hold({ delivery: four, eventText: '{"a":1}' })).toBe('written');
        expect(await store.markSent(three)).toBe('stale');
        expect(await store.find(one.id)).toEqual(four);
        expect(await store.markSent(four)).toBe('written');
      });

      it('is held per webhook, oldest first, until it is sent or ended', async () => {
        const webhook = 'whk_01kdvdnt000000000000000007';
        const held = (n: number) =>
          delivery(`${eventId}-${n}`, {
            webhookId: webhook,
            status: 'held',
            attempts: [],
            attemptsInRun: 0,
            createdAt: new Date(Date.parse(eventTime) + n * 1000).toISOString(),
          });
        const stored = [0, 1, 2].map(n => ({ delivery: held(n), eventText: `{"n":${n}}` }));
        for (const one of stored.toReversed()) expect(await store.hold(one)).toBe('written');
        expect(await store.heldOf(webhook, 10)).toEqual(stored);
        expect(await store.heldOf(webhook, 2)).toEqual(stored.slice(0, 2));
        expect(await store.countHeld(webhook, 10)).toBe(stored.length);
        expect(await store.countHeld(webhook, 2)).toBe(2);
        expect(await store.hold({ delivery: held(0), eventText: '{}' })).toBe('stale');
        expect(await store.markSent(held(0))).toBe('written');
        expect(await store.find(held(0).id)).toEqual({ ...held(0), status: 'pending' });
        expect(await store.markFailed(held(1))).toBe('written');
        expect(await store.heldOf(webhook, 10)).toEqual(stored.slice(2));
        expect(await store.markSent(held(0))).toBe('stale');
        expect(await store.hold({ delivery: held(0), eventText: '{"again":1}' })).toBe('written');
      });

      it('is held by whoever knows its attempts, not by a repeated event', async () => {
        const one = delivery(eventId);
        await record(one);
        const unknowing = delivery(eventId, { status: 'held', attempts: [], attemptsInRun: 0 });
        expect(await store.hold({ delivery: unknowing, eventText: '{}' })).toBe('stale');
        expect(await store.find(one.id)).toEqual(one);
        const knowing: Delivery = { ...one, status: 'held' };
        expect(await store.hold({ delivery: knowing, eventText: '{}' })).toBe('written');
        expect(await store.find(one.id)).toEqual(knowing);
      });

      it('in the queue can end as well, but only as it was read', async () => {
        const one = delivery(eventId);
        await record(one);
        const two: Delivery = { ...one, attempts: [first, second], attemptsInRun: 2 };
        await record(two);
        expect(await store.markFailed(one)).toBe('stale');
        expect(await store.markFailed(two)).toBe('written');
        expect(await store.find(one.id)).toEqual({ ...two, status: 'failed' });
      });

      const itemAt = async (key: Item): Promise<Item> => {
        const { Item: item = {} } = await connection.dynamoDb.getItem({
          TableName: deliveriesTable,
          Key: key,
          ConsistentRead: true,
        });
        return item;
      };
      const ttlAt = async (key: Item) => (await itemAt(key)).ttl?.N;
      const thirtyDaysOn = () => String(nowMs / 1000 + 30 * 86_400);

      it.each([
        ['e', 'markSent'],
        ['f', 'markFailed'],
      ] as const)('%s never expires, until %s', async (letter, mark) => {
        const webhook = `whk_01kdvdnt00000000000000000${letter}`;
        const held = delivery(eventId, {
          webhookId: webhook,
          status: 'held',
          attempts: [],
          attemptsInRun: 0,
        });
        const parked = parkedAt('2026-02-03T00:00:00.000Z', `${eventId}-parked`);
        await store.hold({ delivery: held, eventText: '{}' });
        await record(parked);
        expect(await ttlAt(deliveryKey(held.id))).toBeUndefined();
        expect(await ttlAt(deliveryKey(parked.id))).toBeUndefined();
        nowMs += 400 * 86_400_000;
        expect((await store.heldOf(webhook, 10)).map(({ delivery: one }) => one)).toEqual([held]);
        expect(await store.find(held.id)).toEqual(held);
        expect((await store.due('2026-02-03T00:00:00.000Z', 10)).map(({ delivery: one }) => one)).toEqual([
          parked,
        ]);
        for (const one of [held, parked]) {
          expect(await store[mark](one)).toBe('written');
          expect(await ttlAt(deliveryKey(one.id))).toBe(thirtyDaysOn());
        }
        nowMs += 30 * 86_400_000;
        expect(await store.find(held.id)).toBeUndefined();
      });

      /** An index that shows for ever what it shows now. */
      async function withOldIndex(): Promise<DynamoDb> {
        const shown = new Map<string, Item[]>();
        return {
          ...connection.dynamoDb,
          async query(input) {
            const { ':key': key, ':after': after, ':below': below } = input.ExpressionAttributeValues ?? {};
            const name = key?.S ?? '';
            if (!shown.has(name)) {
              const values = { ':key': { S: name }, ':after': { S: '!' }, ':below': { S: '~' } };
              const { Limit: _, ...all } = input;
              const { Items = [] } = await connection.dynamoDb.query({
                ...all,
                ExpressionAttributeValues: values,
              });
              shown.set(name, Items);
            }
            const inRange = ({ stateSort }: Item) =>
              (stateSort?.S ?? '') >= (after?.S ?? '') && (stateSort?.S ?? '') <= (below?.S ?? '');
            return {
              Items: (shown.get(name) ?? []).filter(inRange).slice(0, input.Limit),
              LastEvaluatedKey: undefined,
            };
          },
        };
      }

      it('is sent in one sweep, all of it and each once, however far the index lags behind', async () => {
        nowMs = Date.parse('2026-05-01T00:00:00Z');
        const webhook = 'whk_01kdvdnt00000000000000000q';
        const parked = Array.from({ length: 500 }, (_, n) =>
          delivery(`${eventId}-${n}`, {
            id: deliveryId(webhook, `${eventId}-${n}`, eventTime),
            webhookId: webhook,
            parked: true,
            nextAttemptAt: new Date(nowMs - 500 + n).toISOString(),
          }),
        );
        for (let n = 0; n < 500; n += 25) {
          await Promise.all(parked.slice(n, n + 25).map(one => record(one, '{}')));
        }
        const sent: QueueMessage[] = [];
        const queue = {
          send: async (messages: readonly QueueMessage[]) => {
            sent.push(...messages);
            return messages.map(() => true);
          },
        };
        const deps = {
          webhooks: { find: async () => undefined, releasing: async () => [], saveHealth: async () => false },
          resends: new MemoryResendStore(),
          deliveries: storeOver(await withOldIndex()),
          requestTimeoutMs: 10_000,
          queues: { fast: queue, slow: queue },
          leases: new MemoryLeases(() => nowMs),
          log: memoryLog(() => {}),
          now: () => nowMs,
          wait: async () => {},
        };
        await sweep(deps, {}, () => 60_000);
        expect(sent.filter(({ groupId }) => groupId === webhook)).toHaveLength(500);
        expect(await store.due(new Date(nowMs).toISOString(), 10)).toEqual([]);
      });
    });
  },
);
