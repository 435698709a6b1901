import { afterEach, describe, expect, it } from 'vitest';
import { DynamoDbDeliveryStore } from '../../../functions/adapters/dynamodb-delivery-store.ts';
import { leanDynamoDb } from '../../../functions/adapters/lean-dynamodb.ts';
import { PayloadStore } from '../../../functions/adapters/payload-store.ts';
import type { Delivery, StoredDelivery } from '../../../functions/domain/delivery.ts';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import { MemoryBucket } from '../../support/memory-bucket.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { closeAll, fault, setUp } from './support/lean-client.ts';
import type { Step } from './support/scripted-aws.ts';

afterEach(closeAll);

describe('DeliveryStore over a DynamoDB with faults', () => {
  const delivery = (n: number): Delivery => {
    const createdAt = '2026-01-02T03:04:05Z';
    const webhookId = 'whk_01kdvdnt000000000000000000';
    return {
      id: deliveryId(webhookId, `event-${n}`, createdAt),
      webhookId,
      eventId: `event-${n}`,
      eventType: 'TODO_MOVED',
      companyId: 'acme',
      projectId: 'website',
      status: 'delivered',
      createdAt,
      attempts: [],
      run: 1,
      attemptsInRun: 1,
    };
  };
  const stored = (n: number): StoredDelivery => ({ delivery: delivery(n), eventText: '{}' });
  const store = async (steps: readonly Step[]) => {
    const { client, timing, ...rest } = await setUp(steps, { maxTries: 2 });
    const payloads = new PayloadStore({ bucket: new MemoryBucket(), log: memoryLog(() => {}) });
    const options = { deliveriesTable: 'D', webhooksTable: 'W', payloads, retentionDays: 30, timing };
    return { ...rest, store: new DynamoDbDeliveryStore({ dynamoDb: leanDynamoDb(client), ...options }) };
  };
  const unprocessed = (...numbers: number[]): Step => ({
    status: 200,
    body: {
      UnprocessedItems: {
        D: numbers.map(n => ({ PutRequest: { Item: { pk: { S: 'x' }, sk: { S: delivery(n).id } } } })),
      },
    },
  });
  const done: Step = { status: 200, body: { UnprocessedItems: {} } };

  it('writes again what was left unprocessed, and that alone', async () => {
    const { store: deliveries, requests } = await store([unprocessed(1, 2), unprocessed(2), done]);
    const all = [0, 1, 2].map(stored);
    expect(await deliveries.putDelivered(all)).toEqual(new Set(all.map(one => one.delivery.id)));
    expect(requests.map(({ body }) => JSON.parse(body).RequestItems.D.length)).toEqual([3, 2, 1]);
  });

  it('confirms only what DynamoDB took', async () => {
    const { store: deliveries, requests } = await store([unprocessed(1)]);
    const all = [0, 1, 2].map(stored);
    expect(await deliveries.putDelivered(all)).toEqual(new Set([delivery(0).id, delivery(2).id]));
    expect(requests.length).toBe(6);
  });

  it('rejects when nothing went through', async () => {
    const { store: deliveries } = await store([fault(500, 'InternalServerError')]);
    await expect(deliveries.putDelivered([stored(0)])).rejects.toMatchObject({
      code: 'InternalServerError',
    });
  });

  const written = (body: string): string[] =>
    JSON.parse(body).RequestItems.D.map(
      ({ PutRequest }: { PutRequest: { Item: { sk: { S: string } } } }) => PutRequest.Item.sk.S,
    );

  it('writes one by one what was refused together, so that a bad one takes no other along', async () => {
    const isBad = (body: string) => written(body).includes(delivery(1).id);
    const { store: deliveries, requests } = await store([
      (request, response) => {
        void request;
        const { body = '' } = requests.at(-1) ?? {};
        const answer = isBad(body)
          ? { status: 400, body: { __type: 'com.amazon.coral.validate#ValidationException' } }
          : { status: 200, body: {} };
        response.writeHead(answer.status).end(JSON.stringify(answer.body));
      },
    ]);
    const all = [0, 1, 2].map(stored);
    expect(await deliveries.putDelivered(all)).toEqual(new Set([delivery(0).id, delivery(2).id]));
    expect(requests.map(({ body }) => written(body).length)).toEqual([3, 1, 1, 1]);
    await expect(deliveries.putDelivered([stored(1)])).rejects.toMatchObject({
      code: 'ValidationException',
    });
  });

  it('leaves out what no item can be made of', async () => {
    const { store: deliveries, requests } = await store([done]);
    const broken = { ...stored(1), delivery: { ...delivery(1), id: 'dlv_x' } };
    expect(await deliveries.putDelivered([stored(0), broken])).toEqual(new Set([delivery(0).id]));
    expect(requests.map(({ body }) => written(body))).toEqual([[delivery(0).id]]);
    await expect(deliveries.putDelivered([broken])).rejects.toThrow('dlv_x is no delivery id');
  });

  it('does not split a batch that may go through later', async () => {
    const { store: deliveries, requests } = await store([fault(500, 'InternalServerError')]);
    await expect(deliveries.putDelivered([0, 1].map(stored))).rejects.toMatchObject({ retryable: true });
    expect(requests.length).toBe(2);
  });

  it('tries a transaction again that met another one, and no other', async () => {
    const cancelled = (...codes: string[]): Step => ({
      status: 400,
      body: {
        __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
        Message: 'cancelled',
        CancellationReasons: codes.map(Code => ({ Code })),
      },
    });
    const health = {
      status: 'disabled',
      statusReason: 'failures',
      whilePaused: 'hold',
      version: 2,
      revision: 2,
      changedAt: '',
      changedBy: 'delivery:dlv_1',
    } as const;
    const expected = { version: 1, healthRevision: 1 };
    const conflict = await store([cancelled('None', 'TransactionConflict'), { status: 200, body: {} }]);
    expect(await conflict.store.recordFailureAndHealth(stored(0), health, expected)).toBe('written');
    const failed = await store([cancelled('ConditionalCheckFailed', 'None')]);
    expect(await failed.store.recordFailureAndHealth(stored(0), health, expected)).toBe('stale');
    expect(failed.requests.length).toBe(1);
    const always = Array.from({ length: 6 }, () => cancelled('None', 'TransactionConflict'));
    const contended = await store(always);
    expect(await contended.store.recordFailureAndHealth(stored(0), health, expected)).toBe('stale');
    expect(contended.requests.length).toBe(6);
    const invalid = await store([cancelled('ValidationError', 'None')]);
    await expect(invalid.store.recordFailureAndHealth(stored(0), health, expected)).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      retryable: false,
    });
  });
});
