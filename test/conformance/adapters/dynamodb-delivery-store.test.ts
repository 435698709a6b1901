import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Timing } from '../../../functions/adapters/backoff.ts';
import { DynamoDbDeliveryStore } from '../../../functions/adapters/dynamodb-delivery-store.ts';
import { DynamoDbWebhookStore } from '../../../functions/adapters/dynamodb-webhook-store.ts';
import { PayloadStore } from '../../../functions/adapters/payload-store.ts';
import type { Delivery, StoredDelivery } from '../../../functions/domain/delivery.ts';
import { disable, newHealth } from '../../../functions/domain/health.ts';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { MemoryBucket } from '../../support/memory-bucket.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { attempt, delivery, eventTime, first, second } from './support/deliveries.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

const stored = (one: Delivery): StoredDelivery => ({ delivery: one, eventText: `{"id":"${one.eventId}"}` });

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startDynoxide();
});
afterAll(() => emulator.stop());

describe.each(dynamoDbImplementations)('DeliveryStore over DynamoDB by $name', ({ name, connect }) => {
  const webhooksTable = `Webhooks-${name}`;
  const deliveriesTable = `Deliveries-${name}`;
  let nowMs = Date.parse('2026-01-02T04:00:00Z');
  const timing: Timing = { now: () => nowMs, random: () => 0, wait: async () => {} };
  let connection: ReturnType<typeof connect>;
  let store: DynamoDbDeliveryStore;
  let webhooks: DynamoDbWebhookStore;
  let events = 0;
  let eventId = '';

  beforeAll(async () => {
    const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
    await createTables(client, webhooksTable, deliveriesTable);
    client.destroy();
    connection = connect(emulator.endpoint);
    const { dynamoDb } = connection;
    store = new DynamoDbDeliveryStore({
      dynamoDb,
      deliveriesTable,
      webhooksTable,
      payloads: new PayloadStore({ bucket: new MemoryBucket(), log: memoryLog(() => {}) }),
      retentionDays: 30,
      timing,
    });
    webhooks = new DynamoDbWebhookStore({ dynamoDb, webhooksTable, retentionDays: 30, timing });
  });
  afterAll(() => connection.close());
  beforeEach(() => {
    nowMs = Date.parse('2026-01-02T04:00:00Z');
    eventId = `event-${events++}`;
  });

  it('knows whether anything was delivered since a time', async () => {
    const webhookId = `whk_01kdvdnt0000000000000002${name === 'SDK' ? '00' : '11'}`;
    const of = (n: number, status: 'delivered' | 'failed', at: string) => {
      const attempts = [
        attempt('2026-01-02T03:00:00.000Z', 500),
        attempt(at, status === 'failed' ? 500 : 204),
      ];
      const id = deliveryId(webhookId, `${eventId}-${n}`, eventTime);
      return delivery(`${eventId}-${n}`, { id, webhookId, status, attempts, attemptsInRun: 2 });
    };
    const since = '2026-01-02T03:30:00.000Z';
    await store.putDelivered([stored(of(1, 'delivered', '2026-01-02T03:29:59.999Z'))]);
    await store.recordAttempt(stored({ ...of(2, 'failed', '2026-01-02T03:40:00.000Z'), attemptsInRun: 1 }));
    expect(await store.deliveredSince(webhookId, since)).toBe(false);
    await store.putDelivered([stored(of(3, 'delivered', since))]);
    expect(await store.deliveredSince(webhookId, since)).toBe(true);
    expect(await store.deliveredSince(webhookId, '2026-01-02T03:30:00.001Z')).toBe(false);
  });

  it('finds what was put, with every field', async () => {
    const all = delivery(eventId, {
      status: 'delivered',
      recordId: 'r1',
      attempts: [first, second, attempt('2026-01-02T03:05:11.000Z', 204)],
      attemptsInRun: 3,
      run: 2,
    });
    expect(await store.putDelivered([stored(all)])).toEqual(new Set([all.id]));
    expect(await store.find(all.id)).toEqual(all);
    expect(await store.find(delivery(`${eventId}-other`).id)).toBeUndefined();
  });

  it('puts more than a batch, and a delivery that is named twice', async () => {
    const many = Array.from({ length: 60 }, (_, n) => delivery(`${eventId}-${n}`, { status: 'delivered' }));
    const confirmed = await store.putDelivered([...many, ...many.slice(0, 3)].map(stored));
    expect(confirmed).toEqual(new Set(many.map(({ id }) => id)));
  });

  it('no longer shows what is past its retention', async () => {
    const old = delivery(eventId, { status: 'delivered' });
    await store.putDelivered([stored(old)]);
    nowMs += 30 * 86_400_000;
    expect(await store.find(old.id)).toBeUndefined();
  });

  it('lists newest first, page by page, without other webhooks', async () => {
    const listed = 'whk_01kdvdnt000000000000000009';
    const all = Array.from({ length: 23 }, (_, n) =>
      delivery(`${eventId}-${n}`, {
        webhookId: listed,
        status: 'delivered',
        createdAt: new Date(Date.parse(eventTime) + n * 1000).toISOString(),
      }),
    );
    await store.putDelivered([...all, delivery(eventId, { status: 'delivered' })].map(stored));
    const newestFirst = all.toReversed();
    const page1 = await store.list({ webhookId: listed, limit: 10 });
    expect(page1).toEqual(newestFirst.slice(0, 10));
    const page2 = await store.list({ webhookId: listed, limit: 20, before: page1[9]?.id ?? '' });
    expect(page2).toEqual(newestFirst.slice(10));
  });

  describe('recordAttempt', () => {
    it('takes attempts of a run in order, each once', async () => {
      const one = delivery(eventId);
      const two = delivery(eventId, { attempts: [first, second], attemptsInRun: 2 });
      const three = delivery(eventId, { attempts: [first, second, first], attemptsInRun: 3 });
      expect(await store.recordAttempt(stored(two))).toBe('stale');
      expect(await store.recordAttempt(stored(one))).toBe('written');
      expect(await store.recordAttempt(stored(delivery(eventId, { attempts: [second] })))).toBe('stale');
      expect(await store.recordAttempt(stored(three))).toBe('stale');
      expect(await store.recordAttempt(stored(two))).toBe('written');
      expect(await store.recordAttempt(stored(one))).toBe('stale');
      expect(await store.find(one.id)).toEqual(two);
    });

    it('keeps when a wait in the queue ends, which the next attempt overwrites', async () => {
      const nextAttemptAt = '2026-01-02T03:04:10.000Z';
      const one = delivery(eventId, { nextAttemptAt });
      await store.recordAttempt(stored(one));
      expect(await store.find(one.id)).toEqual(one);
      const { webhookId } = one;
      expect(await store.list({ webhookId, limit: 1000 })).toContainEqual(one);
      expect(
        (await store.search({ place: { kind: 'event', eventId }, filter: {}, limit: 1 })).deliveries,
      ).toEqual([one]);
      const two = delivery(eventId, { status: 'delivered', attempts: [first, second], attemptsInRun: 2 });
      await store.putDelivered([stored(two)]);
      expect(await store.find(one.id)).toEqual(two);
    });

    it('says written when the same write comes again, as after a lost answer', async () => {
      const one = delivery(eventId);
      expect(await store.recordAttempt(stored(one))).toBe('written');
      expect(await store.recordAttempt(stored(one))).toBe('written');
    });

    it('never leaves delivered', async () => {
      const delivered = delivery(eventId, { status: 'delivered' });
      await store.putDelivered([stored(delivered)]);
      expect(await store.recordAttempt(stored(delivery(eventId)))).toBe('stale');
      expect(await store.hold({ delivery: delivery(eventId, { status: 'held' }), eventText: '{}' })).toBe(
        'stale',
      );
      expect(await store.find(delivered.id)).toEqual(delivered);
    });

    it('takes a first attempt of a second run only where a record is', async () => {
      const again = delivery(eventId, { run: 2 });
      expect(await store.recordAttempt(stored(again))).toBe('stale');
      await store.putDelivered([stored(delivery(eventId, { run: 2, attempts: [], attemptsInRun: 0 }))]);
      expect(await store.recordAttempt(stored(again))).toBe('written');
    });
  });

  describe('with the health of its webhook', () => {
    const failed = () => delivery(eventId, { status: 'failed' });
    const health = newHealth({ now: '2026-01-01T00:00:00.000Z', by: 'key:key_1' });
    const disabled = disable(health, 'failures', healthPolicy, {
      now: '2026-01-02T03:04:06.000Z',
      by: 'delivery:dlv_1',
    });

    it('writes both or none', async () => {
      const state = webhookState({ id: `whk_01kdvdnt0000000000000001${name === 'SDK' ? '00' : '11'}` });
      const id = state.webhook.id;
      await webhooks.create(state);
      const failure = { ...failed(), id: deliveryId(id, eventId, eventTime), webhookId: id };
      const wrong = [
        { version: 1, healthRevision: 7 },
        { version: 2, healthRevision: 1 },
      ];
      for (const expected of wrong) {
        expect(await store.recordFailureAndHealth(stored(failure), disabled, expected)).toBe('stale');
        expect(await store.find(failure.id)).toBeUndefined();
        expect(await webhooks.find(id)).toEqual(state);
      }
      const asRead = { version: 1, healthRevision: 1 };
      expect(await store.recordFailureAndHealth(stored(failure), disabled, asRead)).toBe('written');
      expect(await store.find(failure.id)).toEqual(failure);
      expect((await webhooks.find(id))?.health).toEqual(disabled);
      const next = { ...failure, id: deliveryId(id, `${eventId}-2`, eventTime), attemptsInRun: 5 };
      const afterwards = { version: 1, healthRevision: 2 };
      expect(await store.recordFailureAndHealth(stored(next), disabled, afterwards)).toBe('stale');
    });
  });
});
