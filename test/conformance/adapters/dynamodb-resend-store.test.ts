import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Timing } from '../../../functions/adapters/backoff.ts';
import { DynamoDbResendStore } from '../../../functions/adapters/dynamodb-resend-store.ts';
import { newId } from '../../../functions/domain/identifiers.ts';
import {
  cancel,
  newResend,
  type ResendJob,
  settle,
  turnPage,
  wait,
} from '../../../functions/domain/resend-job.ts';
import type { ResendStore } from '../../../functions/domain/resend-ports.ts';
import { MemoryResendStore } from '../../support/memory-resend-store.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startDynoxide();
});
afterAll(() => emulator.stop());

const startMs = Date.parse('2026-01-02T04:00:00Z');
const now = '2026-01-02T04:00:00.000Z';
const dayMs = 86_400_000;
let nowMs = startMs;
const timing: Timing = { now: () => nowMs, random: () => 0, wait: async () => {} };

const implementations = [
  ...dynamoDbImplementations.map(({ name, connect }) => ({
    name,
    open(): { store: ResendStore; close(): unknown } {
      const { dynamoDb, close } = connect(emulator.endpoint);
      const webhooksTable = `Webhooks-${name}`;
      return {
        store: new DynamoDbResendStore({ dynamoDb, webhooksTable, retentionDays: 30, timing }),
        close,
      };
    },
  })),
  {
    name: 'memory',
    open: () => ({ store: new MemoryResendStore(timing.now), close: () => {} }),
  },
];

describe.each(implementations)('ResendStore by $name', ({ name, open }) => {
  let store: ResendStore;
  let close: () => unknown;
  let webhooks = 0;
  let webhookId = '';

  beforeAll(async () => {
    const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
    await createTables(client, `Webhooks-${name}`, `Deliveries-${name}`);
    client.destroy();
    ({ store, close } = open());
  });
  afterAll(() => close());
  beforeEach(() => {
    nowMs = startMs;
    webhookId = newId('whk', startMs, new Uint8Array(16).fill(webhooks++));
  });

  function job(n = 0): ResendJob {
    const id = newId('rsd', startMs + n, new Uint8Array(16));
    const window = { from: '2026-01-01T00:00:00.000Z', to: now, statuses: ['failed', 'held'] as const };
    return newResend({ id, webhookId, ...window, createdBy: 'key:key_1' }, now);
  }
  const completed = (one: ResendJob) => turnPage(one, { sent: 0, skipped: 0 }, { page: [], total: 0 }, now);

  it('keeps all of it', async () => {
    const one = job();
    expect(await store.create(one)).toBe(true);
    expect(await store.find(one)).toEqual(one);
    const turned = turnPage(one, { sent: 1, skipped: 2 }, { page: ['dlv_1', 'dlv_2'], total: 9 }, now);
    expect(await store.save(turned, one)).toBe(true);
    expect(await store.find(one)).toEqual(turned);
    const waiting = wait(turned, now);
    expect(await store.save(waiting, turned)).toBe(true);
    expect(await store.find(one)).toEqual(waiting);
  });

  it('finds none that is not there, or of another webhook', async () => {
    const one = job();
    await store.create(one);
    expect(await store.find({ ...one, id: job(1).id })).toBeUndefined();
    expect(await store.find({ ...one, webhookId: newId('whk', 1, new Uint8Array(16)) })).toBeUndefined();
  });

  it('has one running at a time', async () => {
    const [one, two] = [job(), job(1)];
    expect(await store.running(webhookId)).toBeUndefined();
    expect(await store.create(one)).toBe(true);
    expect(await store.create(two)).toBe(false);
    expect([await store.find(two), await store.running(webhookId)]).toEqual([undefined, one.id]);
    expect(await store.save(completed(one), one)).toBe(true);
    expect(await store.running(webhookId)).toBeUndefined();
    expect(await store.create(two)).toBe(true);
    expect(await store.running(webhookId)).toBe(two.id);
  });

  it('is not saved by whoever read it before another', async () => {
    const one = job();
    await store.create(one);
    const turned = turnPage(one, { sent: 0, skipped: 0 }, { page: ['dlv_1'], total: 1 }, now);
    expect(await store.save(cancel(one, now), one)).toBe(true);
    expect(await store.save(turned, one)).toBe(false);
    expect(await store.save(completed(one), one)).toBe(false);
    expect(await store.find(one)).toEqual(cancel(one, now));
  });

  it('is unfinished until its last page is done with, and leaves the next one running', async () => {
    const mine = async () => (await store.unfinished()).filter(key => key.webhookId === webhookId);
    const one = job();
    await store.create(one);
    expect(await mine()).toEqual([{ webhookId, id: one.id }]);
    const turned = turnPage(one, { sent: 0, skipped: 0 }, { page: ['dlv_1'], total: 1 }, now);
    await store.save(turned, one);
    const cancelled = cancel(turned, now);
    await store.save(cancelled, turned);
    expect(await mine()).toEqual([{ webhookId, id: one.id }]);
    const two = job(1);
    expect(await store.create(two)).toBe(true);
    expect(await store.save(settle(cancelled, { sent: 1, skipped: 0 }, now), cancelled)).toBe(true);
    expect(await mine()).toEqual([{ webhookId, id: two.id }]);
    expect(await store.running(webhookId)).toBe(two.id);
    await store.save(completed(two), two);
    expect(await mine()).toEqual([]);
  });

  it('lists newest first, page by page', async () => {
    const jobs = [0, 1, 2].map(job);
    for (const one of jobs) {
      await store.create(one);
      await store.save(completed(one), one);
    }
    const ids = jobs.map(({ id }) => id).toReversed();
    const listed = async (limit: number, before?: string) =>
      (await store.list({ webhookId, limit, ...(before === undefined ? {} : { before }) })).map(
        ({ id }) => id,
      );
    expect(await listed(10)).toEqual(ids);
    expect(await listed(2)).toEqual(ids.slice(0, 2));
    expect(await listed(2, ids[1])).toEqual(ids.slice(2));
    expect(await listed(2, ids[2])).toEqual([]);
    expect(await store.list({ webhookId: newId('whk', 1, new Uint8Array(16)), limit: 5 })).toEqual([]);
  });

  it('stays as long as deliveries do once it has ended, and as long as it runs', async () => {
    const one = job();
    await store.create(one);
    nowMs += 400 * dayMs;
    expect(await store.find(one)).toEqual(one);
    const ended = cancel(one, new Date(nowMs).toISOString());
    await store.save(ended, one);
    nowMs += 30 * dayMs - 1000;
    expect([await store.find(one), await store.list({ webhookId, limit: 5 })]).toEqual([ended, [ended]]);
    nowMs += 1000;
    expect([await store.find(one), await store.list({ webhookId, limit: 5 })]).toEqual([undefined, []]);
  });
});
