import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbEventTypeStore } from '../../../functions/adapters/dynamodb-event-type-store.ts';
import type { EventType } from '../../../functions/domain/event-types/event-type.ts';
import type { EventTypeStore } from '../../../functions/domain/event-types/event-type-store.ts';
import { MemoryEventTypeStore } from '../../support/memory-event-type-store.ts';
import { storeTables } from './support/store-tables.ts';

const { overDynamoDb } = storeTables(Date.parse('2026-01-02T00:00:00Z'));

function typeOf(name: string, more: Partial<EventType> = {}): EventType {
  return {
    name,
    group: 'Invoice',
    title: { en: 'Invoice paid', ru: 'Счёт оплачен' },
    description: { en: 'In full.' },
    schema: { type: 'object', properties: { total: { type: 'number', maximum: 1e21 } } },
    example: { total: 1450.5, none: null, list: [] },
    deprecated: false,
    version: 1,
    updatedAt: '2026-01-02T00:00:00.000Z',
    ...more,
  };
}

describe.each([
  { name: 'memory', make: async (): Promise<EventTypeStore> => new MemoryEventTypeStore() },
  ...overDynamoDb((table): EventTypeStore => new DynamoDbEventTypeStore(table)),
])('EventTypeStore over $name', ({ make }) => {
  let store: EventTypeStore;
  beforeEach(async () => {
    store = await make();
  });

  it('finds what was saved, every member', async () => {
    const { example: _, ...bare } = typeOf('bare', { deprecated: true });
    for (const type of [typeOf('a'), bare]) {
      expect(await store.save([{ type, before: undefined }])).toBe(true);
      expect(await store.find(type.name)).toEqual(type);
    }
    expect(await store.find('b')).toBeUndefined();
  });

  it('finds many at once, those that there are', async () => {
    const types = Array.from({ length: 101 }, (_, n) => typeOf(`t${String(n).padStart(3, '0')}`));
    for (const type of types) await store.save([{ type, before: undefined }]);
    const found = await store.findAll(['u', ...types.map(({ name }) => name)]);
    expect(found.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(types);
    expect(await store.findAll([])).toEqual([]);
  });

  it('saves only over what was read', async () => {
    const [one, two] = [typeOf('a'), typeOf('a', { version: 2 })];
    expect(await store.save([{ type: two, before: one }])).toBe(false);
    expect(await store.save([{ type: one, before: undefined }])).toBe(true);
    expect(await store.save([{ type: two, before: undefined }])).toBe(false);
    const madeAgain = typeOf('a', { updatedAt: '2026-01-03T00:00:00.000Z' });
    expect(await store.save([{ type: two, before: madeAgain }])).toBe(false);
    expect(await store.find('a')).toEqual(one);
    expect(await store.save([{ type: two, before: one }])).toBe(true);
    expect(await store.find('a')).toEqual(two);
  });

  it('saves many, all or none', async () => {
    const many = Array.from({ length: 100 }, (_, n) => typeOf(`t${String(n).padStart(3, '0')}`));
    const changes = many.map(type => ({ type, before: undefined }));
    expect(await store.save(changes)).toBe(true);
    expect(await store.names()).toEqual(many.map(({ name }) => name));
    expect(await store.save([{ type: typeOf('u'), before: undefined }, ...changes.slice(0, 1)])).toBe(false);
    expect(await store.find('u')).toBeUndefined();
  });

  it('removes only what was read', async () => {
    const [one, two] = [typeOf('a'), typeOf('a', { version: 2 })];
    expect(await store.remove(one)).toBe(false);
    await store.save([{ type: one, before: undefined }]);
    await store.save([{ type: two, before: one }]);
    expect(await store.remove(one)).toBe(false);
    expect(await store.remove(two)).toBe(true);
    expect([await store.find('a'), await store.names()]).toEqual([undefined, []]);
  });

  it('lists in the order of names, page by page', async () => {
    const types = ['B', 'a', 'a.b', 'a_b', 'ab'].map(name => typeOf(name));
    for (const type of types.toReversed()) await store.save([{ type, before: undefined }]);
    expect(await store.names()).toEqual(['B', 'a', 'a.b', 'a_b', 'ab']);
    expect(await store.list({ limit: 2 })).toEqual(types.slice(0, 2));
    expect(await store.list({ limit: 2, after: 'a' })).toEqual(types.slice(2, 4));
    expect(await store.list({ limit: 9, after: 'ab' })).toEqual([]);
  });

  it('reads a catalog that is larger than what one query of DynamoDB answers', async () => {
    const example = { text: 'x'.repeat(60_000) };
    const types = Array.from({ length: 30 }, (_, n) => typeOf(`t${String(n).padStart(2, '0')}`, { example }));
    await store.save(types.map(type => ({ type, before: undefined })));
    expect((await store.names()).length).toBe(30);
    expect(await store.list({ limit: 25 })).toEqual(types.slice(0, 25));
  });
});
