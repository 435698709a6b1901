import { type AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wireText } from '../../../functions/adapters/attribute-wire.ts';
import type { Timing } from '../../../functions/adapters/backoff.ts';
import { deliveryKey } from '../../../functions/adapters/delivery-item.ts';
import type { DynamoDb, Item } from '../../../functions/adapters/dynamodb-client.ts';
import { DynamoDbDeliveryStore } from '../../../functions/adapters/dynamodb-delivery-store.ts';
import { DynamoDbWebhookStore } from '../../../functions/adapters/dynamodb-webhook-store.ts';
import {
  type KeepPayloads,
  maxPayloadBytes,
  PayloadStore,
} from '../../../functions/adapters/payload-store.ts';
import { type Delivery, maxKeptAttempts, type RecordedAttempt } from '../../../functions/domain/delivery.ts';
import { disable } from '../../../functions/domain/health.ts';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { bucket as bucketName, type Connection, connect as startS3 } from '../s3/connection.ts';
import { delivery, eventTime, first, noise, second, webhookId } from './support/deliveries.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';
import { connectBucket } from './support/s3-implementations.ts';

let emulator: Emulator;
let s3: Connection;
beforeAll(async () => {
  [emulator, s3] = await Promise.all([startDynoxide(), startS3()]);
});
afterAll(() => Promise.all([emulator.stop(), s3.close()]));

/** Of the largest event there is: Detail of 1,000,000 bytes and what EventBridge puts around it. */
const largest = noise(1_000_300);
const small = '{"t":"ä€😀"}';
const ended = [{ Key: 'delivery', Value: 'ended' }];

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
function storedBytes({ S, N, BOOL, B, L, M }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.length / 2) + 1;
  if (BOOL !== undefined) return 1;
  if (B !== undefined) return B.length;
  if (L !== undefined) return L.reduce((sum, element) => sum + 1 + storedBytes(element), 3);
  return Object.entries(M ?? {}).reduce(
    (sum, [name, value]) => sum + 1 + name.length + storedBytes(value),
    3,
  );
}

describe.each(dynamoDbImplementations)(
  'Events of deliveries, over DynamoDB and S3 by $name',
  ({ name, connect }) => {
    const webhooksTable = `Webhooks-${name}`;
    const deliveriesTable = `Deliveries-${name}`;
    const timing: Timing = {
      now: () => Date.parse('2026-01-02T04:00:00Z'),
      random: () => 0,
      wait: async () => {},
    };
    let connection: ReturnType<typeof connect>;
    let objects: ReturnType<typeof connectBucket>;
    let store: DynamoDbDeliveryStore;
    let events = 0;
    let eventId = '';

    function storeWith({
      keep,
      dynamoDb = connection.dynamoDb,
    }: {
      keep?: KeepPayloads;
      dynamoDb?: DynamoDb;
    }) {
      const log = memoryLog((_, message, fields) => expect.fail(`${message} ${JSON.stringify(fields)}`));
      const payloads = new PayloadStore({
        bucket: objects.bucket,
        log,
        ...(keep === undefined ? {} : { keep }),
      });
      const options = { deliveriesTable, webhooksTable, payloads, retentionDays: 30, timing };
      return new DynamoDbDeliveryStore({ dynamoDb, ...options });
    }

    beforeAll(async () => {
      const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
      await createTables(client, webhooksTable, deliveriesTable);
      client.destroy();
      connection = connect(emulator.endpoint);
      objects = connectBucket(name, s3.url, bucketName);
      store = storeWith({});
    });
    afterAll(() => Promise.all([connection.close(), objects.close()]));
    beforeEach(() => {
      eventId = `${name}-${events++}`;
    });

    const keyOf = ({ id, run }: Delivery) => `${webhookId}/${id}/${run}`;
    const tagsOf = async (Key: string) =>
      (await s3.client.send(new GetObjectTaggingCommand({ Bucket: bucketName, Key }))).TagSet;
    const held = (fields: Partial<Delivery> = {}) =>
      delivery(eventId, { status: 'held', attempts: [], attemptsInRun: 0, ...fields });

    const kept: [string, string][] = [
      ['small', small],
      ['just small enough for the item', noise(21_100)],
      ['over that', noise(21_400)],
      ['as large as an event can be', largest],
      ['large and compressible', 'abc '.repeat(250_000)],
    ];
    describe.each(kept)('an event that is %s', (_, eventText) => {
      const reads = async (one: Delivery) => {
        const found = await store.findWithEvent(one.id);
        expect(found?.delivery).toEqual(one);
        // The texts themselves would fill the screen.
        expect(found?.eventText === eventText).toBe(true);
      };

      it('is kept when delivered', async () => {
        const one = delivery(eventId, { status: 'delivered' });
        expect(await store.putDelivered([{ delivery: one, eventText }])).toEqual(new Set([one.id]));
        await reads(one);
      });

      it('is kept from attempt to attempt, and when failed', async () => {
        const one = delivery(eventId);
        await store.recordAttempt({ delivery: one, eventText });
        await reads(one);
        const two: Delivery = { ...one, status: 'failed', attempts: [first, second], attemptsInRun: 2 };
        expect(await store.recordAttempt({ delivery: two, eventText })).toBe('written');
        await reads(two);
      });

      it('is kept when held, sent, and ended by its webhook’s end', async () => {
        await store.hold({ delivery: held(), eventText });
        await reads(held());
        expect(await store.markSent(held())).toBe('written');
        await reads(held({ status: 'pending' }));
        expect(await store.markFailed(held({ status: 'pending' }))).toBe('written');
        await reads(held({ status: 'failed' }));
        expect(await store.list({ webhookId, limit: 1, before: `${held().id}~` })).toEqual([
          held({ status: 'failed' }),
        ]);
      });
    });

    it('finds nothing where nothing is', async () => {
      expect(await store.findWithEvent(held().id)).toBeUndefined();
    });

    describe('an object', () => {
      const eventText = largest;

      it('may expire only once the delivery has ended, and is put again without the mark by the next run', async () => {
        const one = delivery(eventId, { parked: true, nextAttemptAt: '2026-02-01T00:00:00.000Z' });
        await store.recordAttempt({ delivery: one, eventText });
        expect(await tagsOf(keyOf(one))).toEqual([]);
        await store.markSent(one);
        expect(await tagsOf(keyOf(one))).toEqual([]);
        const { parked: _, ...sent } = one;
        await store.hold({ delivery: { ...sent, status: 'held' }, eventText });
        expect(await tagsOf(keyOf(one))).toEqual([]);
        await store.markSent({ ...sent, status: 'held' });
        const failed: Delivery = { ...sent, status: 'failed', attempts: [first, second], attemptsInRun: 2 };
        await store.recordAttempt({ delivery: failed, eventText });
        expect(await tagsOf(keyOf(one))).toEqual(ended);
      });

      it('may expire when delivered', async () => {
        const one = delivery(eventId, { status: 'delivered' });
        await store.putDelivered([{ delivery: one, eventText }]);
        expect(await tagsOf(keyOf(one))).toEqual(ended);
      });

      it.each(['held', 'pending'] as const)('may expire when a %s delivery ends', async status => {
        const one = status === 'held' ? held() : delivery(eventId);
        if (status === 'held') await store.hold({ delivery: one, eventText });
        else await store.recordAttempt({ delivery: one, eventText });
        expect(await store.markFailed({ ...one, run: 2 })).toBe('stale');
        expect(await tagsOf(keyOf(one))).toEqual([]);
        expect(await store.markFailed(one)).toBe('written');
        expect(await tagsOf(keyOf(one))).toEqual(ended);
      });

      it('may expire when its delivery’s failure disables the webhook, and not when that was too late', async () => {
        const webhooks = new DynamoDbWebhookStore({
          dynamoDb: connection.dynamoDb,
          webhooksTable,
          retentionDays: 30,
          timing,
        });
        const state = webhookState({ id: `whk_01kdvdnt00000000000000002${name === 'SDK' ? '0' : '1'}` });
        const { id } = state.webhook;
        await webhooks.create(state);
        const failed = delivery(eventId, {
          id: deliveryId(id, eventId, eventTime),
          webhookId: id,
          status: 'failed',
        });
        const key = `${id}/${failed.id}/1`;
        const change = { now: '2026-01-02T03:04:06.000Z', by: `delivery:${failed.id}` } as const;
        const health = disable(state.health, 'failures', healthPolicy, change);
        const stored = { delivery: failed, eventText };
        const late = { version: 1, healthRevision: 7 };
        expect(await store.recordFailureAndHealth(stored, health, late)).toBe('stale');
        expect(await tagsOf(key)).toEqual([]);
        const asRead = { version: 1, healthRevision: state.health.revision };
        expect(await store.recordFailureAndHealth(stored, health, asRead)).toBe('written');
        expect(await tagsOf(key)).toEqual(ended);
        expect((await store.findWithEvent(failed.id))?.eventText === eventText).toBe(true);
      });

      it('is there before the item is written, and marked after', async () => {
        const seen: unknown[] = [];
        const look = async (one: Delivery) => seen.push(await tagsOf(keyOf(one)));
        const one = delivery(eventId);
        const failed: Delivery = { ...one, status: 'failed', attempts: [first, second], attemptsInRun: 2 };
        const other = delivery(`${eventId}-other`, { status: 'delivered' });
        const watching = storeWith({
          dynamoDb: {
            ...connection.dynamoDb,
            async putItem(input) {
              await look(one);
              await connection.dynamoDb.putItem(input);
              await look(one);
            },
            async batchWriteItem(input) {
              await look(other);
              const answer = await connection.dynamoDb.batchWriteItem(input);
              await look(other);
              return answer;
            },
          },
        });
        await watching.recordAttempt({ delivery: one, eventText });
        await watching.recordAttempt({ delivery: failed, eventText });
        await watching.putDelivered([{ delivery: other, eventText }]);
        expect(seen).toEqual([[], [], [], [], [], []]);
        expect([await tagsOf(keyOf(one)), await tagsOf(keyOf(other))]).toEqual([ended, ended]);
      });

      it('that is lost: its delivery comes back without its event', async () => {
        await store.hold({ delivery: held(), eventText });
        await s3.client.send(new DeleteObjectCommand({ Bucket: bucketName, Key: keyOf(held()) }));
        expect(await store.findWithEvent(held().id)).toEqual({ delivery: held(), eventText: undefined });
      });
    });

    it('without S3 no item is written that needs it, and others are', async () => {
      const broken = connectBucket(name, s3.url, 'nowhere');
      const payloads = new PayloadStore({ bucket: broken.bucket, log: memoryLog(() => {}) });
      const options = { deliveriesTable, webhooksTable, payloads, retentionDays: 30, timing };
      const withoutS3 = new DynamoDbDeliveryStore({ dynamoDb: connection.dynamoDb, ...options });
      const [a, b] = ['a', 'b'].map(n => delivery(`${eventId}-${n}`, { status: 'delivered' }));
      if (a === undefined || b === undefined) throw new Error('no deliveries');
      const both = [
        { delivery: a, eventText: largest },
        { delivery: b, eventText: small },
      ];
      expect(await withoutS3.putDelivered(both)).toEqual(new Set([b.id]));
      expect(await store.find(a.id)).toBeUndefined();
      await expect(withoutS3.hold({ delivery: held(), eventText: largest })).rejects.toMatchObject({
        code: 'NoSuchBucket',
      });
      expect(await store.find(held().id)).toBeUndefined();
      await broken.close();
    });

    describe('undelivered events only', () => {
      it.each([
        ['small', small],
        ['large', largest],
      ])('a %s one is gone once it is delivered', async (_, eventText) => {
        const undelivered = storeWith({ keep: 'undelivered' });
        const one = delivery(eventId);
        await undelivered.recordAttempt({ delivery: one, eventText });
        expect((await store.findWithEvent(one.id))?.eventText === eventText).toBe(true);
        const delivered: Delivery = {
          ...one,
          status: 'delivered',
          attempts: [first, second],
          attemptsInRun: 2,
        };
        await undelivered.putDelivered([{ delivery: delivered, eventText }]);
        expect(await store.findWithEvent(one.id)).toEqual({ delivery: delivered, eventText: undefined });
        await expect(s3.get(keyOf(one))).rejects.toMatchObject({ name: 'NoSuchKey' });
      });
    });

    describe('limits of DynamoDB', () => {
      /** The most that an attempt can take: control characters are six bytes each in JSON. */
      const longest: RecordedAttempt = {
        ...first,
        run: 1000,
        error: 'address-blocked',
        errorDetail: 'x'.repeat(200),
        responseBody: '\u0001'.repeat(4096),
        retryAfter: 'x'.repeat(64),
        certificateExpiresAt: first.at,
      };
      const long = '€'.repeat(256);
      /** 16,000 bytes compressed, or a little less: the most that goes into an item. */
      const fullest = noise(21_100);
      const fullestDelivery = (id: string): Delivery =>
        delivery(id, {
          id: deliveryId(webhookId, id, eventTime),
          eventId: long,
          eventType: long,
          companyId: long,
          projectId: long,
          recordId: long,
          status: 'delivered',
          attempts: Array.from({ length: maxKeptAttempts }, () => longest),
          attemptsInRun: 5,
          run: 1000,
          resendOf: deliveryId(webhookId, 'another', eventTime),
        });

      it('the fullest record fits into an item', async () => {
        const one = fullestDelivery(eventId);
        expect(await store.putDelivered([{ delivery: one, eventText: fullest }])).toEqual(new Set([one.id]));
        const { Item: item = {} } = await connection.dynamoDb.getItem({
          TableName: deliveriesTable,
          Key: deliveryKey(one.id),
        });
        const payloadBytes = item.payload?.B?.length ?? 0;
        expect(payloadBytes).toBeGreaterThan(15_900);
        expect(storedBytes({ M: item }) + maxPayloadBytes - payloadBytes).toBeLessThan(400 * 1024);
        expect((await store.findWithEvent(one.id))?.eventText === fullest).toBe(true);
      });

      it('a batch of the fullest records is below 16 MB of JSON', async () => {
        const batches: Item[][] = [];
        const counting = storeWith({
          dynamoDb: {
            ...connection.dynamoDb,
            batchWriteItem(input) {
              const requests = Object.values(input.RequestItems ?? {}).flat();
              batches.push(requests.map(({ PutRequest }) => PutRequest?.Item ?? {}));
              return connection.dynamoDb.batchWriteItem(input);
            },
          },
        });
        const many = Array.from({ length: 40 }, (_, n) => fullestDelivery(`${eventId}-${n}`));
        const stored = many.map(one => ({ delivery: one, eventText: fullest }));
        expect(await counting.putDelivered(stored)).toEqual(new Set(many.map(({ id }) => id)));
        expect(batches.map(({ length }) => length)).toEqual([25, 15]);
        // Its transport writes bytes as base64, and control characters as six.
        const wireBytes = batches.map(items => Buffer.byteLength(wireText(items)));
        expect(Math.max(...wireBytes)).toBeLessThan(16_000_000);
        expect(Math.max(...wireBytes)).toBeGreaterThan(12_500_000);
      }, 60_000);
    });
  },
);
