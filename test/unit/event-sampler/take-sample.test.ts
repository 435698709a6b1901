import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LogFields } from '../../../functions/domain/ports.ts';
import { takeSample } from '../../../functions/event-sampler/take-sample.ts';
import { WriteBudget } from '../../../functions/event-sampler/write-budget.ts';
import { MemoryEventSampleStore } from '../../support/memory-event-sample-store.ts';
import { memoryLog } from '../../support/memory-log.ts';

const startMs = Date.parse('2026-01-02T03:59:00Z');
let nowMs: number;
let store: MemoryEventSampleStore;
let entries: { level: string; message: string; fields: LogFields }[];
const log = memoryLog((level, message, fields) => entries.push({ level, message, fields }));
let budget: WriteBudget;

beforeEach(() => {
  nowMs = startMs;
  store = new MemoryEventSampleStore();
  entries = [];
  budget = new WriteBudget({ perMinute: 2, now: () => nowMs });
});

interface Given {
  readonly id?: string;
  readonly type?: string;
  readonly companyId?: unknown;
  readonly projectId?: string;
  readonly atMs?: number;
  readonly value?: string;
}

let ids = 0;

function bodyOf({ id = `e${ids++}`, type = 'A', companyId = 'acme', projectId = 'p1', value }: Given) {
  return JSON.stringify({
    id,
    'detail-type': type,
    source: 'blue',
    time: '2020-01-01T00:00:00Z',
    detail: { companyId, projectId, ...(value === undefined ? {} : { value }) },
  });
}

function record(body: string, atMs: number): SQSRecord {
  return {
    messageId: 'm',
    receiptHandle: 'r',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(atMs),
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: '',
  };
}

function batch(...given: readonly (Given | string)[]): SQSEvent {
  return {
    Records: given.map(one =>
      typeof one === 'string' ? record(one, nowMs) : record(bodyOf(one), one.atMs ?? nowMs),
    ),
  };
}

const take = (event: SQSEvent) => takeSample({ store, budget, most: 2, log }, event);
const counted = () =>
  store.added.map(({ companyId, projectId, eventType, hour, count }) =>
    [companyId, projectId, eventType, hour, count].join(' '),
  );
const written = () => store.written.map(({ slot, event: { id } }) => `${id} to ${slot}`);

describe('counts', () => {
  it('writes one update for each company, project, type and hour, by when an event came', async () => {
    const later = startMs + 60_000;
    expect(
      await take(batch({}, { projectId: 'p2' }, {}, { atMs: later }, { type: 'B' }, { companyId: 'globex' })),
    ).toEqual({ batchItemFailures: [] });
    expect(counted().sort()).toEqual([
      'acme p1 A 2026-01-02T03 2',
      'acme p1 A 2026-01-02T04 1',
      'acme p1 B 2026-01-02T03 1',
      'acme p2 A 2026-01-02T03 1',
      'globex p1 A 2026-01-02T03 1',
    ]);
  });

  it('writes at most 2,000 updates, the largest, and tells how many events are left out', async () => {
    const many = Array.from({ length: 2_003 }, (_, n) => ({ projectId: `p${n}`, id: 'same' }));
    await take(batch(...many, { projectId: 'p2002' }));
    expect(store.added).toHaveLength(2_000);
    expect(counted()).toContain('acme p2002 A 2026-01-02T03 2');
    expect(entries).toMatchObject([{ level: 'warn', fields: { events: 3 } }]);
  });

  it('counts what can be read beside what cannot, and nothing that no filter can name', async () => {
    await take(batch('{', {}, { companyId: 7 }));
    expect(counted()).toEqual(['acme p1 A 2026-01-02T03 1']);
    expect(entries).toMatchObject([{ level: 'warn', fields: { messageId: 'm' } }]);
  });

  it('goes on when some cannot be written, and says so', async () => {
    store.before = (_call, count) => {
      if (count?.projectId === 'p2') throw new Error('throttled');
    };
    await take(batch({}, { projectId: 'p2' }, { projectId: 'p3' }));
    expect(counted().sort()).toEqual(['acme p1 A 2026-01-02T03 1', 'acme p3 A 2026-01-02T03 1']);
    expect(entries).toMatchObject([{ level: 'error', fields: { updates: 1 } }]);
    expect(store.written).toHaveLength(2);
  });

  it('fails when none can be written, with nothing kept: the batch comes again', async () => {
    store.before = () => {
      throw new Error('down');
    };
    await expect(take(batch({}, { projectId: 'p2' }))).rejects.toThrow('down');
    store.before = () => {};
    expect([store.added, store.written]).toEqual([[], []]);
  });
});

describe('kept events', () => {
  it('are the newest few of each company and type', async () => {
    const atMs = startMs;
    await take(
      batch(
        { id: 'a', atMs },
        { id: 'b', atMs: atMs + 2 },
        { id: 'c', atMs: atMs + 1 },
        { id: 'd', type: 'B' },
        { id: 'e', companyId: 'globex' },
      ),
    );
    expect(written().sort()).toEqual(['b to 0', 'c to 1', 'd to 0', 'e to 0']);
  });

  it('change a few times a minute, not with each batch, for each company and type', async () => {
    await take(batch({ id: 'a' }));
    for (const id of ['b', 'c', 'd']) {
      nowMs += 20_000;
      await take(batch({ id }, { id: `${id}-other`, type: 'B' }));
    }
    expect(written().sort()).toEqual([
      'a to 0',
      'b to 1',
      'b-other to 0',
      'c-other to 1',
      'd to 0',
      'd-other to 0',
    ]);
    expect(store.added).toHaveLength(7);
  });

  it('are not those larger than 64 KiB, which are counted', async () => {
    await take(batch({ id: 'large', value: 'x'.repeat(65_536) }, { id: 'small' }));
    expect(written()).toEqual(['small to 0']);
    expect(counted()).toEqual(['acme p1 A 2026-01-02T03 2']);
  });

  it('are looked after for 300 companies and types a batch', async () => {
    await take(batch(...Array.from({ length: 301 }, (_, n) => ({ type: `T${n}` }))));
    expect(store.written).toHaveLength(300);
  });

  it('are no reason for the batch to come again', async () => {
    store.before = call => {
      if (call === 'kept') throw new Error('down');
    };
    expect(await take(batch({}))).toEqual({ batchItemFailures: [] });
    expect(entries).toMatchObject([{ level: 'error', fields: { types: 1 } }]);
  });
});
