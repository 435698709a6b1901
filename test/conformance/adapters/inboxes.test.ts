import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbInboxCalls } from '../../../functions/adapters/dynamodb-inbox-calls.ts';
import { DynamoDbInboxStore } from '../../../functions/adapters/dynamodb-inbox-store.ts';
import { newId } from '../../../functions/domain/identifiers.ts';
import { newInbox } from '../../../functions/domain/inbox.ts';
import type { InboxCall } from '../../../functions/domain/inbox-call.ts';
import type { InboxCalls, InboxStore } from '../../../functions/domain/inbox-ports.ts';
import { MemoryInboxCalls, MemoryInboxStore } from '../../support/memory-inboxes.ts';
import { storeTables } from './support/store-tables.ts';

const startMs = Date.parse('2026-01-02T00:00:00Z');
const dayMs = 86_400_000;
const { clock, overDynamoDb } = storeTables(startMs);

interface Implementation<Port> {
  readonly name: string;
  make(): Promise<Port>;
}

const inboxStores: readonly Implementation<InboxStore>[] = [
  { name: 'memory', make: async () => new MemoryInboxStore() },
  ...overDynamoDb(tables => new DynamoDbInboxStore(tables)),
];

const inbox = (byte: number, companyId = 'acme', atMs = startMs + byte) =>
  newInbox(companyId, atMs, new Uint8Array(32).fill(byte));

describe.each(inboxStores)('InboxStore over $name', ({ make }) => {
  let store: InboxStore;
  beforeEach(async () => {
    store = await make();
  });

  it('finds what was added, also after its end, and says when that was', async () => {
    const one = inbox(1);
    expect(await store.find(one.id)).toBeUndefined();
    await store.add(one);
    expect(await store.find(one.id)).toEqual(one);
    await store.end(one.id, '2026-01-03T00:00:00.000Z');
    const ended = { ...one, deletedAt: '2026-01-03T00:00:00.000Z' };
    expect(await store.find(one.id)).toEqual(ended);
    await store.end(one.id, '2026-01-04T00:00:00.000Z');
    expect(await store.find(one.id)).toEqual(ended);
  });

  it('ends nothing that is not there', async () => {
    const one = inbox(1);
    await store.end(one.id, '2026-01-03T00:00:00.000Z');
    expect(await store.find(one.id)).toBeUndefined();
  });

  it('lists those of a company that are live then, newest first, at most so many', async () => {
    const all = [1, 2, 3, 4].map(byte => inbox(byte));
    for (const one of [...all, inbox(5, 'globex')]) await store.add(one);
    const [first, second, third, fourth] = all;
    if (first === undefined || third === undefined) throw new Error('there are four');
    await store.end(third.id, '2026-01-02T00:00:01.000Z');
    expect(await store.ofCompany('acme', startMs, 10)).toEqual([fourth, second, first]);
    expect(await store.ofCompany('acme', startMs, 2)).toEqual([fourth, second]);
    const endMs = Date.parse(first.expiresAt);
    expect(await store.ofCompany('acme', endMs - 1, 10)).toEqual([fourth, second, first]);
    expect(await store.ofCompany('acme', endMs, 10)).toEqual([fourth, second]);
    expect(await store.ofCompany('nobody', startMs, 10)).toEqual([]);
  });
});

const callStores: readonly Implementation<InboxCalls>[] = [
  { name: 'memory', make: async () => new MemoryInboxCalls(() => clock.nowMs) },
  ...overDynamoDb(tables => new DynamoDbInboxCalls(tables)),
];

function call(atMs: number, more: Partial<InboxCall> = {}): InboxCall {
  return {
    id: newId('ibc', atMs, new Uint8Array(16)),
    at: new Date(atMs).toISOString(),
    method: 'POST',
    headers: { 'webhook-id': 'dlv_1', authorization: '…' },
    body: '{"type":"TODO_MOVED"}',
    isBodyWhole: true,
    eventType: 'TODO_MOVED',
    ...more,
  };
}

describe.each(callStores)('InboxCalls over $name', ({ make }) => {
  let calls: InboxCalls;
  beforeEach(async () => {
    calls = await make();
  });

  it('lists the calls of an inbox whole, newest first, page by page', async () => {
    const all = [
      call(startMs),
      call(startMs + 1, { body: '', headers: {}, eventType: null }),
      call(startMs + 2, { body: 'ж'.repeat(32_768), isBodyWhole: false }),
    ];
    for (const one of all) await calls.add('inb_1', one);
    await calls.add('inb_2', call(startMs + 3));
    expect(await calls.list({ inboxId: 'inb_1', limit: 10 })).toEqual(all.toReversed());
    expect(await calls.list({ inboxId: 'inb_1', limit: 2 })).toEqual([all[2], all[1]]);
    const before = all[1]?.id ?? '';
    expect(await calls.list({ inboxId: 'inb_1', limit: 2, before })).toEqual([all[0]]);
    expect(await calls.list({ inboxId: 'inb_3', limit: 2 })).toEqual([]);
  });

  it('reads more than a megabyte', async () => {
    const all = Array.from({ length: 30 }, (_, n) => call(startMs + n, { body: 'a'.repeat(65_536) }));
    for (const one of all) await calls.add('inb_1', one);
    expect(await calls.list({ inboxId: 'inb_1', limit: 25 })).toEqual(all.toReversed().slice(0, 25));
  });

  it('keeps calls for a day', async () => {
    const all = [call(startMs), call(startMs + 60_000)];
    for (const one of all) await calls.add('inb_1', one);
    const listed = () => calls.list({ inboxId: 'inb_1', limit: 10 });
    clock.nowMs = startMs + dayMs - 1;
    expect(await listed()).toEqual(all.toReversed());
    clock.nowMs = startMs + dayMs;
    expect(await listed()).toEqual([all[1]]);
    clock.nowMs = startMs + dayMs + 60_000;
    expect(await listed()).toEqual([]);
  });

  it('counts the calls of an inbox and an hour, also those that come at once', async () => {
    const admit = () => calls.admit('inb_1', '2026-01-02T03', 3);
    const admitted = await Promise.all([admit(), admit(), admit(), admit(), admit()]);
    expect(admitted.filter(Boolean)).toHaveLength(3);
    expect(await admit()).toBe(false);
    expect(await calls.admit('inb_1', '2026-01-02T04', 3)).toBe(true);
    expect(await calls.admit('inb_2', '2026-01-02T03', 3)).toBe(true);
    expect(await calls.list({ inboxId: 'inb_1', limit: 10 })).toEqual([]);
  });
});
