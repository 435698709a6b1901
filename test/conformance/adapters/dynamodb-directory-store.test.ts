import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sdkDynamoDb } from '../../../functions/adapters/aws-sdk-dynamodb.ts';
import { DynamoDbDirectoryStore } from '../../../functions/adapters/dynamodb-directory-store.ts';
import type { DirectoryEntry, DirectoryStore } from '../../../functions/domain/directory.ts';
import { MemoryDirectoryStore } from '../../support/memory-directory-store.ts';
import { storeTables } from './support/store-tables.ts';

const { overDynamoDb } = storeTables(Date.parse('2026-01-02T00:00:00Z'));

const entry = (kind: DirectoryEntry['kind'], id: string, name = `Name of ${id}`, companyId = 'acme') => ({
  companyId,
  kind,
  id,
  name,
});
const byId = (entries: readonly DirectoryEntry[]) =>
  [...entries].sort((one, other) => (one.id < other.id ? -1 : 1));

describe.each([
  { name: 'memory', make: async (): Promise<DirectoryStore> => new MemoryDirectoryStore() },
  ...overDynamoDb((table): DirectoryStore => new DynamoDbDirectoryStore(table)),
])('DirectoryStore over $name', ({ make }) => {
  let store: DirectoryStore;
  beforeEach(async () => {
    store = await make();
  });
  const all = (companyId = 'acme') => store.list({ companyId, limit: 1000 });

  it('writes, overwrites and removes, and leaves the rest', async () => {
    const [ada, ben] = [entry('person', 'ada'), entry('person', 'ben')];
    await store.change({ upsert: [ada, ben], remove: [] });
    const renamed = entry('person', 'ben', 'Ben # 2');
    const field = entry('custom-field', 'a#b/ü');
    await store.change({ upsert: [renamed, field], remove: [ada, entry('list', 'never-there')] });
    expect(await all()).toEqual([field, renamed]);
    await store.change({ upsert: [], remove: [] });
    expect(await all()).toEqual([field, renamed]);
  });

  it('keeps companies and kinds apart', async () => {
    const entries = [
      entry('list', '1', 'A list'),
      entry('project', '1', 'A project'),
      entry('project', '1', 'Of others', 'globex'),
    ];
    await store.change({ upsert: entries, remove: [] });
    expect(await all()).toEqual(entries.slice(0, 2));
    expect(await store.list({ companyId: 'acme', kind: 'project', limit: 9 })).toEqual([entries[1]]);
    expect(await all('nobody')).toEqual([]);
    await store.change({ upsert: [], remove: [entry('project', '1')] });
    expect(await all('globex')).toEqual([entries[2]]);
  });

  it('takes and finds hundreds at once', async () => {
    const entries = Array.from({ length: 500 }, (_, n) => entry('person', `p${String(n).padStart(3, '0')}`));
    await store.change({ upsert: entries, remove: [] });
    expect(await all()).toEqual(entries);
    expect(byId(await store.find([...entries.slice(0, 250), entry('person', 'none')]))).toEqual(
      entries.slice(0, 250),
    );
    expect(await store.find([])).toEqual([]);
    await store.change({ upsert: [], remove: entries.slice(1) });
    expect(await all()).toEqual(entries.slice(0, 1));
  });

  it('goes through pages, of one kind or of all, in the order of UTF-8', async () => {
    const people = ['Z', 'a', 'a!', 'a#', 'é', '\uff5e', '\u{1f600}'].map(id => entry('person', id));
    const others = [entry('company', 'acme'), entry('project', 'a')];
    await store.change({ upsert: [...people.toReversed(), ...others], remove: [] });
    for (const [kind, expected] of [
      ['person', people],
      [undefined, [others[0], ...people, others[1]]],
    ] as const) {
      const found: DirectoryEntry[] = [];
      let page: DirectoryEntry[];
      do {
        const after = found.at(-1);
        page = await store.list({
          companyId: 'acme',
          limit: 2,
          ...(kind === undefined ? {} : { kind }),
          ...(after === undefined ? {} : { after: { kind: after.kind, id: after.id } }),
        });
        found.push(...page);
      } while (page.length === 2);
      expect(found).toEqual(expected);
    }
  });

  it('lists the names of all companies, and of nothing else, page by page in the order of UTF-8', async () => {
    const companies = ['Z', 'a', 'a#', '\uff5e', '\u{1f600}'].map(id =>
      entry('company', id, `Name of ${id}`, id),
    );
    const others = [entry('person', 'a'), entry('project', 'b', 'B', 'b')];
    await store.change({ upsert: [...companies.toReversed(), ...others], remove: [] });
    const found: DirectoryEntry[] = [];
    for (;;) {
      const after = found.at(-1)?.id;
      const page = await store.listCompanies({ limit: 2, ...(after === undefined ? {} : { after }) });
      found.push(...page);
      if (page.length < 2) break;
    }
    expect(found).toEqual(companies);
    const [first] = companies;
    if (first === undefined) throw new Error('there is no company');
    await store.change({ upsert: [{ ...first, name: 'Renamed' }], remove: companies.slice(1) });
    expect(await store.listCompanies({ limit: 9 })).toEqual([{ ...first, name: 'Renamed' }]);
  });
});

describe('what DynamoDB leaves undone', () => {
  const dynamoDb = sdkDynamoDb();
  const requests: number[] = [];
  afterEach(() => {
    requests.length = 0;
  });

  /** Does all but the last `leaves` of each batch. */
  const storeThatLeaves = (leaves: (call: number) => number) =>
    new DynamoDbDirectoryStore({
      webhooksTable: 'T',
      timing: { now: () => 0, random: () => 0, wait: async () => {} },
      dynamoDb: {
        ...dynamoDb,
        batchWriteItem: async ({ RequestItems = {} }) => {
          const writes = RequestItems.T ?? [];
          const left = writes.slice(writes.length - leaves(requests.length));
          requests.push(writes.length);
          return left.length === 0 ? {} : { UnprocessedItems: { T: left } };
        },
      },
    });
  const upsert = Array.from({ length: 30 }, (_, n) => entry('person', `p${n}`));

  it('is sent again', async () => {
    await storeThatLeaves(call => (call === 0 ? 7 : 0)).change({ upsert, remove: [] });
    expect(requests).toEqual([25, 7, 5]);
  });

  it('is an error after six tries, and nothing more is sent', async () => {
    const changing = storeThatLeaves(() => 1).change({ upsert, remove: [] });
    await expect(changing).rejects.toMatchObject({ code: 'UnprocessedItems', retryable: true });
    expect(requests).toEqual([25, 1, 1, 1, 1, 1]);
  });
});
