import { describe, expect, it } from 'vitest';
import {
  DynamoDbEventSampleStore,
  recentEventsOf,
} from '../../../functions/adapters/dynamodb-event-sample-store.ts';
import type { HourlyEventCount } from '../../../functions/domain/event-sample/event-counts.ts';
import type { EventSampleStore } from '../../../functions/domain/event-sample/recent-events.ts';
import type { SampledEvent } from '../../../functions/domain/event-sample/sampled-event.ts';
import { MemoryEventSampleStore } from '../../support/memory-event-sample-store.ts';
import { storeTables } from './support/store-tables.ts';

const startMs = Date.parse('2026-01-08T12:00:00Z');
const { clock, overDynamoDb } = storeTables(startMs);
const stores = overDynamoDb(
  (tables): EventSampleStore => new DynamoDbEventSampleStore({ ...tables, days: 7 }),
);

const one: HourlyEventCount = {
  companyId: 'acme',
  projectId: 'p1',
  eventType: 'TODO_MOVED',
  hour: '2026-01-02T03',
  count: 3,
};
const { hour: _, ...rest } = one;
const hours = { firstHour: '2026-01-02T02', lastHour: '2026-01-03T04' };

function sampled(id: string, atMs: number, fields: Partial<SampledEvent> = {}): SampledEvent {
  const { companyId = 'acme', projectId = 'p1', eventType = 'TODO_MOVED' } = fields;
  const eventText = `{"id":"${id}","detail-type":"${eventType}","source":"blue","time":"2026-01-01T00:00:00Z","detail":{"companyId":"${companyId}","projectId":"${projectId}","n":1.10}}`;
  return { id, companyId, projectId, eventType, atMs, eventText };
}

describe.each([
  { name: 'memory', make: async (): Promise<EventSampleStore> => new MemoryEventSampleStore() },
  ...stores,
])('EventSampleStore over $name', ({ make }) => {
  it('adds up counts by type, day and project, within the hours', async () => {
    const store = await make();
    await store.add(one);
    await store.add({ ...one, count: 4 });
    await store.add({ ...one, hour: '2026-01-02T23', count: 10 });
    for (const hour of ['2026-01-02T01', '2026-01-03T05', '2026-01-04T00']) await store.add({ ...one, hour });
    await store.add({ ...one, hour: '2026-01-03T04' });
    await store.add({ ...one, projectId: 'p2' });
    await store.add({ ...one, eventType: 'COMMENT_CREATED' });
    await store.add({ ...one, companyId: 'globex' });
    const moved = [
      { ...rest, day: '2026-01-02', count: 17 },
      { ...rest, projectId: 'p2', day: '2026-01-02', count: 3 },
      { ...rest, day: '2026-01-03', count: 3 },
    ];
    const created = { ...rest, eventType: 'COMMENT_CREATED', day: '2026-01-02', count: 3 };
    expect(await store.counts({ companyId: 'acme' }, hours)).toEqual({
      counts: [created, ...moved],
      isWhole: true,
    });
    expect(await store.counts({ companyId: 'acme', eventTypes: ['TODO_MOVED'] }, hours)).toEqual({
      counts: moved,
      isWhole: true,
    });
    const more = Array.from({ length: 21 }, (_, n) => `OTHER_${n}`);
    const eventTypes = [...more, 'COMMENT_CREATED', 'TODO', 'COMMENT_CREATED'];
    expect((await store.counts({ companyId: 'acme', eventTypes }, hours)).counts).toEqual([created]);
    expect((await store.counts({ companyId: 'acm' }, hours)).counts).toEqual([]);
  });

  it('keeps events by slot, and gives them back whole, the newest first', async () => {
    const store = await make();
    await store.keep(0, sampled('first', 1));
    await store.keep(10, sampled('second', 2_000, { projectId: 'p2' }));
    await store.keep(0, sampled('third', startMs));
    await store.keep(0, sampled('other', 3_000, { eventType: 'TODO' }));
    await store.keep(0, sampled('elsewhere', 4, { companyId: 'globex' }));
    clock.nowMs = 5_000;
    const kept = await store.kept('acme', 'TODO_MOVED');
    expect(kept.sort((a, b) => a.slot - b.slot)).toEqual([
      { slot: 0, id: 'third', projectId: 'p1', atMs: startMs },
      { slot: 10, id: 'second', projectId: 'p2', atMs: 2_000 },
    ]);
    const all = await store.recent({ companyId: 'acme' }, 9);
    expect(all.map(({ event }) => event.id)).toEqual(['third', 'other', 'second']);
    const { eventText } = sampled('third', startMs);
    expect(all[0]).toEqual({
      event: {
        id: 'third',
        type: 'TODO_MOVED',
        source: 'blue',
        time: '2026-01-01T00:00:00Z',
        detail: { companyId: 'acme', projectId: 'p1', n: 1.1 },
        detailText: '{"companyId":"acme","projectId":"p1","n":1.10}',
      },
      eventText,
      at: '2026-01-08T12:00:00.000Z',
    });
    expect(await store.recent({ companyId: 'acme' }, 1)).toEqual([all[0]]);
    const of = async (...eventTypes: string[]) =>
      (await store.recent({ companyId: 'acme', eventTypes }, 9)).map(({ event }) => event.id);
    expect(await of('TODO')).toEqual(['other']);
    expect(await of('TODO', 'TODO_MOVED', 'NONE')).toEqual(['third', 'other', 'second']);
    expect(await of()).toEqual([]);
  });
});

describe.each(stores)('$name', ({ make }) => {
  it('forgets an event after its days, also while DynamoDB still has it', async () => {
    const store = await make();
    await store.keep(0, sampled('e', startMs));
    clock.nowMs = startMs + 7 * 86_400_000 - 1;
    expect(await store.recent({ companyId: 'acme' }, 9)).toHaveLength(1);
    clock.nowMs += 1;
    expect(await store.recent({ companyId: 'acme' }, 9)).toEqual([]);
    expect(await store.kept('acme', 'TODO_MOVED')).toEqual([]);
  });

  it('forgets a day eight days after its end', async () => {
    const store = await make();
    await store.add(one);
    clock.nowMs = Date.parse('2026-01-10T23:59:59.999Z');
    expect((await store.counts({ companyId: 'acme' }, hours)).counts).toHaveLength(1);
    clock.nowMs += 1;
    expect((await store.counts({ companyId: 'acme' }, hours)).counts).toEqual([]);
  });
});

const endless = overDynamoDb(({ dynamoDb, ...tables }) => {
  let pages = 0;
  const query = async () => {
    pages += 1;
    return { Items: [], LastEvaluatedKey: { pk: { S: 'EVENTCOUNTS#acme' }, sk: { S: `TODO\n${pages}` } } };
  };
  const options = { ...tables, dynamoDb: { ...dynamoDb, query } };
  return { pages: () => pages, ofSize: (size: number) => recentEventsOf(size, options) };
});

describe.each(endless)('$name', ({ make }) => {
  it('reads at most eight pages, and says that there is more', async () => {
    const { pages, ofSize } = await make();
    expect(await ofSize(5)?.counts({ companyId: 'acme' }, hours)).toEqual({ counts: [], isWhole: false });
    expect(pages()).toBe(8);
  });

  it('tells readers by its absence that there is no sample', async () => {
    const { ofSize } = await make();
    expect(ofSize(0)).toBeUndefined();
  });
});
