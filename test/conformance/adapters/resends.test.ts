import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Timing } from '../../../functions/adapters/backoff.ts';
import { deliveryKey } from '../../../functions/adapters/delivery-item.ts';
import type { DynamoDb, Item } from '../../../functions/adapters/dynamodb-client.ts';
import { DynamoDbDeliveryStore } from '../../../functions/adapters/dynamodb-delivery-store.ts';
import { PayloadStore } from '../../../functions/adapters/payload-store.ts';
import type { Delivery } from '../../../functions/domain/delivery.ts';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import { inNextRun, underNewId } from '../../../functions/domain/resend.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { bucket as bucketName, type Connection, connect as startS3 } from '../s3/connection.ts';
import { attempt, delivery, eventTime, first, noise, webhookId } from './support/deliveries.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';
import { connectBucket } from './support/s3-implementations.ts';

let emulator: Emulator;
let s3: Connection;
beforeAll(async () => {
  [emulator, s3] = await Promise.all([startDynoxide(), startS3()]);
});
afterAll(() => Promise.all([emulator.stop(), s3.close()]));

const startMs = Date.parse('2026-01-02T04:00:00Z');
const now = '2026-01-02T04:00:00.000Z';
const inAMinute = '2026-01-02T04:01:00.000Z';
const dayMs = 86_400_000;

describe.each(dynamoDbImplementations)('Resends over DynamoDB and S3 by $name', ({ name, connect }) => {
  const webhooksTable = `Webhooks-${name}`;
  const deliveriesTable = `Deliveries-${name}`;
  let nowMs = startMs;
  const timing: Timing = { now: () => nowMs, random: () => 0, wait: async () => {} };
  let connection: ReturnType<typeof connect>;
  let objects: ReturnType<typeof connectBucket>;
  let store: DynamoDbDeliveryStore;
  let events = 0;
  let eventId = '';

  const storeOver = (dynamoDb: DynamoDb) => {
    const log = memoryLog((_, message, fields) => expect.fail(`${message} ${JSON.stringify(fields)}`));
    const payloads = new PayloadStore({ bucket: objects.bucket, log });
    const options = { deliveriesTable, webhooksTable, payloads, retentionDays: 30, timing };
    return new DynamoDbDeliveryStore({ dynamoDb, ...options });
  };

  beforeAll(async () => {
    const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
    await createTables(client, webhooksTable, deliveriesTable);
    client.destroy();
    connection = connect(emulator.endpoint);
    objects = connectBucket(name, s3.url, bucketName);
    store = storeOver(connection.dynamoDb);
  });
  afterAll(() => Promise.all([connection.close(), objects.close()]));
  beforeEach(() => {
    nowMs = startMs;
    eventId = `resend-${name}-${events++}`;
  });

  const itemOf = async ({ id }: Delivery): Promise<Item | undefined> =>
    (
      await connection.dynamoDb.getItem({
        TableName: deliveriesTable,
        Key: deliveryKey(id),
        ConsistentRead: true,
      })
    ).Item;

  async function ended(status: 'delivered' | 'failed', eventText: string): Promise<Delivery> {
    const one = delivery(eventId, { status });
    if (status === 'delivered') await store.putDelivered([{ delivery: one, eventText }]);
    else expect(await store.recordAttempt({ delivery: one, eventText })).toBe('written');
    return one;
  }

  it.each(['delivered', 'failed'] as const)('one that was %s goes through another run', async status => {
    const eventText = '{"t":"ä"}';
    const one = await ended(status, eventText);
    const next = inNextRun(one, now);
    expect(await store.startRun({ delivery: next, eventText }, one)).toBe('written');
    expect(await store.findWithEvent(one.id)).toEqual({ delivery: next, eventText });
    expect((await itemOf(one))?.ttl).toBeUndefined();
    expect(await store.due(inAMinute, 10)).toEqual([{ delivery: next, eventText }]);
    expect(await store.markSent(next)).toBe('written');

    const second = attempt('2026-01-02T04:00:01.000Z', 500, 2);
    const { parked: _, ...sent } = next;
    const failed: Delivery = { ...sent, status: 'failed', attempts: [first, second], attemptsInRun: 1 };
    expect(await store.recordAttempt({ delivery: failed, eventText })).toBe('written');
    expect(await store.findWithEvent(one.id)).toEqual({ delivery: failed, eventText });
    const late: Delivery = { ...one, attempts: [first, first], attemptsInRun: 2 };
    expect(await store.recordAttempt({ delivery: late, eventText })).toBe('stale');
    expect(await store.startRun({ delivery: inNextRun(failed, now), eventText }, failed)).toBe('written');
    await store.markFailed(inNextRun(failed, now));
  });

  it('one that is held too, and the release has nothing of it any more', async () => {
    const one = delivery(eventId, { status: 'held', webhookId: 'whk_01kdvdnt00000000000000000h' });
    const held = { ...one, attempts: [], attemptsInRun: 0 };
    await store.hold({ delivery: held, eventText: '{}' });
    const next = inNextRun(held, now);
    expect(await store.startRun({ delivery: next, eventText: '{}' }, held)).toBe('written');
    expect(await store.heldOf(one.webhookId, 10)).toEqual([]);
    expect(await store.markSent(held)).toBe('stale');
    expect(await store.markSent(next)).toBe('written');
  });

  it('only one of two that ask gets it', async () => {
    const one = await ended('failed', '{}');
    const [next, other] = [now, '2026-01-02T04:00:00.001Z'].map(at => inNextRun(one, at));
    if (next === undefined || other === undefined) throw new Error('two');
    expect(await store.startRun({ delivery: next, eventText: '{}' }, one)).toBe('written');
    expect(await store.startRun({ delivery: other, eventText: '{}' }, one)).toBe('stale');
    expect(await store.find(one.id)).toEqual(next);
    expect(await store.markFailed(next)).toBe('written');
  });

  it.each([
    ['has gone on', { attemptsInRun: 2 }],
    ['was in another run', { run: 3 }],
    ['was in another state', { status: 'delivered' as const }],
  ])('not one whose record %s', async (_, members) => {
    const one = await ended('failed', '{}');
    const read = { ...one, ...members };
    expect(await store.startRun({ delivery: inNextRun(read, now), eventText: '{}' }, read)).toBe('stale');
    expect(await store.find(one.id)).toEqual(one);
  });

  it('not one that has expired, though it is still there; one that has not is renewed', async () => {
    const one = await ended('failed', '{}');
    nowMs = startMs + 30 * dayMs;
    const next = { delivery: inNextRun(one, now), eventText: '{}' };
    expect(await store.startRun(next, one)).toBe('stale');
    expect((await itemOf(one))?.status).toEqual({ S: 'failed' });
    nowMs -= 1;
    expect(await store.startRun(next, one)).toBe('written');
    nowMs += 400 * dayMs;
    expect(await store.markSent(next.delivery)).toBe('written');
    expect((await itemOf(one))?.ttl).toEqual({ N: String(Math.floor(nowMs / 1000) + 30 * 86_400) });
  });

  it('not one that is not there', async () => {
    const one = delivery(eventId, { status: 'failed' });
    expect(await store.startRun({ delivery: inNextRun(one, now), eventText: '{}' }, one)).toBe('stale');
    expect(await itemOf(one)).toBeUndefined();
  });

  it('a write whose answer was lost meets its own record', async () => {
    const one = await ended('failed', '{}');
    const twice = storeOver({
      ...connection.dynamoDb,
      putItem: async input => {
        await connection.dynamoDb.putItem(input);
        await connection.dynamoDb.putItem(input);
      },
    });
    const next = inNextRun(one, now);
    expect(await twice.startRun({ delivery: next, eventText: '{}' }, one)).toBe('written');
    const own = underNewId(one, deliveryId(webhookId, `${eventId}-new`, eventTime), now);
    expect(await twice.add({ delivery: own, eventText: '{}' })).toBe('written');
    for (const parked of [next, own]) expect(await store.markFailed(parked)).toBe('written');
  });

  it('under a new id it is a delivery of its own, which says of which one', async () => {
    const eventText = noise(40_000);
    const one = await ended('delivered', eventText);
    const own = underNewId(one, deliveryId(webhookId, `${eventId}-new`, eventTime), now);
    expect(await store.add({ delivery: own, eventText })).toBe('written');
    expect(await store.find(own.id)).toEqual(own);
    expect((await store.findWithEvent(own.id))?.eventText === eventText).toBe(true);
    expect((await store.list({ webhookId, limit: 100 })).find(({ id }) => id === own.id)).toEqual(own);
    const other = underNewId(one, own.id, '2026-01-02T04:00:01.000Z');
    expect(await store.add({ delivery: other, eventText })).toBe('stale');
    expect(await store.find(one.id)).toEqual(one);
    expect(await store.markFailed(own)).toBe('written');
  });

  it('says which resend of a window began its run last, whoever begins one after that', async () => {
    const one = await ended('failed', '{}');
    const next = inNextRun(one, now, 'rsd_01kjkz0000000000000000000a');
    expect(await store.startRun({ delivery: next, eventText: '{}' }, one)).toBe('written');
    expect(await store.find(one.id)).toEqual({ ...next, resentBy: 'rsd_01kjkz0000000000000000000a' });
    expect(await store.markFailed(next)).toBe('written');
    const { parked: _parked, nextAttemptAt: _next, ...rest } = next;
    const again = inNextRun({ ...rest, status: 'failed' }, now);
    expect(again.resentBy).toBe('rsd_01kjkz0000000000000000000a');
    expect(await store.startRun({ delivery: again, eventText: '{}' }, { ...rest, status: 'failed' })).toBe(
      'written',
    );
    expect(await store.markFailed(again)).toBe('written');
  });

  describe('a window', () => {
    const webhook = 'whk_01kdvdnt00000000000000000w';
    const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`;
    const inState = (second: number, status: 'failed' | 'held' | 'delivered') =>
      delivery(`${eventId}-${second}`, {
        id: deliveryId(webhook, `window-${name}-${second}`, at(second)),
        webhookId: webhook,
        createdAt: at(second),
        status,
      });
    const window = { webhookId: webhook, from: at(10), to: at(20) };
    let ids: string[] = [];

    it('has the failed and the held ones of its time, oldest first', async () => {
      const failedAt = [9, 10, 11, 14, 19, 20];
      const held = [10, 12, 20];
      for (const second of failedAt) {
        await store.recordAttempt({ delivery: inState(second, 'failed'), eventText: '{}' });
      }
      for (const second of held) {
        const one = { ...inState(second, 'held'), id: deliveryId(webhook, `held-${second}`, at(second)) };
        await store.hold({ delivery: { ...one, attempts: [], attemptsInRun: 0 }, eventText: '{}' });
      }
      await store.putDelivered([{ delivery: inState(13, 'delivered'), eventText: '{}' }]);
      ids = [10, 11, 14, 19].map(second => inState(second, 'failed').id);
      expect(await store.idsWithin({ ...window, statuses: ['failed'] }, 10)).toEqual(ids);
      const both = await store.idsWithin({ ...window, statuses: ['failed', 'held'] }, 10);
      expect(both).toEqual(
        [...ids, deliveryId(webhook, 'held-10', at(10)), deliveryId(webhook, 'held-12', at(12))].sort(),
      );
      expect(await store.idsWithin({ ...window, statuses: ['held'] }, 10)).toHaveLength(2);
    });

    it('is paged by ids, and bounded by whole seconds', async () => {
      const failed = { ...window, statuses: ['failed'] as const };
      expect(await store.idsWithin(failed, 3)).toEqual(ids.slice(0, 3));
      expect(await store.idsWithin({ ...failed, after: ids[1] ?? '' }, 10)).toEqual(ids.slice(2));
      expect(await store.idsWithin({ ...failed, after: ids[3] ?? '' }, 10)).toEqual([]);
      expect(await store.idsWithin({ ...failed, from: '2026-01-01T00:00:10.001Z' }, 10)).toEqual(
        ids.slice(1),
      );
      expect(await store.idsWithin({ ...failed, to: '2026-01-01T00:00:19.001Z' }, 10)).toEqual(ids);
      expect(await store.idsWithin({ ...failed, to: at(19) }, 10)).toEqual(ids.slice(0, 3));
    });

    it('is counted to a limit', async () => {
      const both = { ...window, statuses: ['failed', 'held'] as const };
      const counts = [5, 6, 7, 1].map(most => store.countWithin(both, most));
      expect(await Promise.all(counts)).toEqual([5, 6, 6, 1]);
    });

    it('is read with its events, but for what has expired or is gone', async () => {
      const gone = deliveryId(webhook, 'gone', at(10));
      const found = await store.findAll([...ids, gone]);
      expect(found.map(({ delivery: { id }, eventText }) => [id, eventText]).sort()).toEqual(
        ids.map(id => [id, '{}']),
      );
      nowMs += 30 * dayMs;
      expect(await store.findAll(ids)).toEqual([]);
    });
  });

  it('a large event is an object of the new run, which does not expire with that of the old one', async () => {
    const eventText = noise(40_000);
    const one = await ended('failed', eventText);
    const next = inNextRun(one, now);
    expect(await store.startRun({ delivery: next, eventText }, one)).toBe('written');
    const tagsOf = async (run: number) => {
      const Key = `${webhookId}/${one.id}/${run}`;
      return (await s3.client.send(new GetObjectTaggingCommand({ Bucket: bucketName, Key }))).TagSet;
    };
    expect([await tagsOf(1), await tagsOf(2)]).toEqual([[{ Key: 'delivery', Value: 'ended' }], []]);
    expect((await store.findWithEvent(one.id))?.eventText === eventText).toBe(true);
    expect((await itemOf(one))?.payloadKey).toEqual({ S: `${webhookId}/${one.id}/2` });
    expect(await store.markFailed(next)).toBe('written');
  });
});
