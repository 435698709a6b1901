import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Timing } from '../../../functions/adapters/backoff.ts';
import { DynamoDbDeliveryStore } from '../../../functions/adapters/dynamodb-delivery-store.ts';
import { DynamoDbWebhookStore } from '../../../functions/adapters/dynamodb-webhook-store.ts';
import type { Delivery } from '../../../functions/domain/delivery.ts';
import { disable, newHealth } from '../../../functions/domain/health.ts';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { attempt, delivery, eventTime, first, noise, second } from './support/deliveries.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

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

  it('finds what was put, with every field', async () => {
    const all = delivery(eventId, {
      status: 'delivered',
      recordId: 'r1',
      attempts: [first, second, attempt('2026-01-02T03:05:11.000Z', 204)],
      attemptsInRun: 3,
      run: 2,
      disabledAtVersion: 4,
    });
    expect(await store.putDelivered([all])).toEqual(new Set([all.id]));
    expect(await store.find(all.id)).toEqual(all);
    expect(await store.find(delivery(`${eventId}-other`).id)).toBeUndefined();
  });

  it('puts more than a batch, and a delivery that is named twice', async () => {
    const many = Array.from({ length: 60 }, (_, n) => delivery(`${eventId}-${n}`, { status: 'delivered' }));
    const confirmed = await store.putDelivered([...many, ...many.slice(0, 3)]);
    expect(confirmed).toEqual(new Set(many.map(({ id }) => id)));
  });

  it('no longer shows what is past its retention', async () => {
    const old = delivery(eventId, { status: 'delivered' });
    await store.putDelivered([old]);
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
    await store.putDelivered([...all, delivery(eventId, { status: 'delivered' })]);
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
      expect(await store.recordAttempt(two)).toBe('stale');
      expect(await store.recordAttempt(one)).toBe('written');
      expect(await store.recordAttempt(delivery(eventId, { attempts: [second] }))).toBe('stale');
      expect(await store.recordAttempt(three)).toBe('stale');
      expect(await store.recordAttempt(two)).toBe('written');
      expect(await store.recordAttempt(one)).toBe('stale');
      expect(await store.find(one.id)).toEqual(two);
    });

    it('says written when the same write comes again, as after a lost answer', async () => {
      const one = delivery(eventId);
      expect(await store.recordAttempt(one)).toBe('written');
      expect(await store.recordAttempt(one)).toBe('written');
    });

    it('never leaves delivered', async () => {
      const delivered = delivery(eventId, { status: 'delivered' });
      await store.putDelivered([delivered]);
      expect(await store.recordAttempt(delivery(eventId))).toBe('stale');
      expect(await store.hold({ delivery: delivery(eventId, { status: 'held' }), eventText: '{}' })).toBe(
        'stale',
      );
      expect(await store.find(delivered.id)).toEqual(delivered);
    });

    it('takes a first attempt of a second run only where a record is', async () => {
      const again = delivery(eventId, { run: 2 });
      expect(await store.recordAttempt(again)).toBe('stale');
      await store.putDelivered([delivery(eventId, { run: 2, attempts: [], attemptsInRun: 0 })]);
      expect(await store.recordAttempt(again)).toBe('written');
    });
  });

  describe('with the health of its webhook', () => {
    const failed = () => delivery(eventId, { status: 'failed', disabledAtVersion: 2 });
    const health = newHealth('2026-01-01T00:00:00.000Z');
    const disabled = disable(health, 'failures', '2026-01-02T03:04:06.000Z');

    it('writes both or none', async () => {
      const state = webhookState({ id: `whk_01kdvdnt0000000000000001${name === 'SDK' ? '00' : '11'}` });
      const id = state.webhook.id;
      await webhooks.create(state);
      const failure = { ...failed(), id: deliveryId(id, eventId, eventTime), webhookId: id };
      expect(await store.recordFailureAndHealth(failure, disabled, 7)).toBe('stale');
      expect(await store.find(failure.id)).toBeUndefined();
      expect(await store.recordFailureAndHealth(failure, disabled, 1)).toBe('written');
      expect(await store.find(failure.id)).toEqual(failure);
      expect((await webhooks.find(id))?.health).toEqual(disabled);
      const next = { ...failure, id: deliveryId(id, `${eventId}-2`, eventTime), attemptsInRun: 5 };
      expect(await store.recordFailureAndHealth(next, disabled, 2)).toBe('stale');
    });
  });

  describe('what waits', () => {
    const parkedAt = (nextAttemptAt: string, id = eventId) => delivery(id, { parked: true, nextAttemptAt });

    it('is due soonest first, with its event, and no longer once it is sent', async () => {
      const ids = Array.from({ length: 12 }, (_, n) => `${eventId}-${n}`);
      const all = ids.map((id, n) =>
        parkedAt(`2026-02-01T00:00:${String(59 - n).padStart(2, '0')}.000Z`, id),
      );
      for (const one of all) await store.recordAttempt(one, `{"n":"${one.eventId}"}`);
      const expected = all.toReversed().map(one => ({ delivery: one, eventText: `{"n":"${one.eventId}"}` }));
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
      await store.recordAttempt(one, '{"a":1}');
      const two = {
        ...one,
        attempts: [first, second],
        attemptsInRun: 2,
        nextAttemptAt: '2026-03-01T01:00:00.000Z',
      };
      expect(await store.recordAttempt(two, '{"a":1}')).toBe('written');
      expect(await store.markSent(one)).toBe('stale');
      expect(await store.due('2026-03-02T00:00:00.000Z', 10)).toEqual([
        { delivery: two, eventText: '{"a":1}' },
      ]);
      expect(await store.markFailed(two)).toBe('written');
      expect((await store.find(two.id))?.status).toBe('failed');
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
      await store.recordAttempt(one);
      const unknowing = delivery(eventId, { status: 'held', attempts: [], attemptsInRun: 0 });
      expect(await store.hold({ delivery: unknowing, eventText: '{}' })).toBe('stale');
      expect(await store.find(one.id)).toEqual(one);
      const knowing: Delivery = { ...one, status: 'held' };
      expect(await store.hold({ delivery: knowing, eventText: '{}' })).toBe('written');
      expect(await store.find(one.id)).toEqual(knowing);
    });

    it('in the queue can end as well, but only as it was read', async () => {
      const one = delivery(eventId);
      await store.recordAttempt(one);
      const two: Delivery = { ...one, attempts: [first, second], attemptsInRun: 2 };
      await store.recordAttempt(two);
      expect(await store.markFailed(one)).toBe('stale');
      expect(await store.markFailed(two)).toBe('written');
      expect(await store.find(one.id)).toEqual({ ...two, status: 'failed' });
    });

    it.each([
      ['a', 'small', '{"t":"ä€😀"}'],
      ['b', 'just over one item', noise(450_000)],
      ['c', 'as large as an event can be', noise(1_000_000)],
      ['d', 'large and compressible', 'abc '.repeat(250_000)],
    ])('%s keeps an event that is %s', async (letter, _, eventText) => {
      const webhook = `whk_01kdvdnt00000000000000000${letter}`;
      const one = delivery(eventId, { webhookId: webhook, status: 'held', attempts: [], attemptsInRun: 0 });
      expect(await store.hold({ delivery: one, eventText })).toBe('written');
      const [held, ...others] = await store.heldOf(webhook, 10);
      expect(others).toEqual([]);
      expect(held?.delivery).toEqual(one);
      expect(held?.eventText === eventText).toBe(true);
      expect(await store.list({ webhookId: webhook, limit: 1 })).toEqual([one]);
    });
  });
});
