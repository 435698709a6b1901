import { describe, expect, it } from 'vitest';
import { DynamoDbKeyRateCounts } from '../../../functions/adapters/dynamodb-key-rate-counts.ts';
import type { KeyRateCounts } from '../../../functions/domain/key-rate.ts';
import { MemoryKeyRateCounts } from '../../support/memory-key-rate-counts.ts';
import { storeTables } from './support/store-tables.ts';

const startMs = Date.parse('2026-01-02T00:00:00Z');
const { overDynamoDb } = storeTables(startMs);

const implementations: readonly { readonly name: string; make(): Promise<KeyRateCounts> }[] = [
  { name: 'memory', make: async () => new MemoryKeyRateCounts() },
  ...overDynamoDb(table => new DynamoDbKeyRateCounts(table)),
];

describe.each(implementations)('KeyRateCounts over $name', ({ make }) => {
  it('adds up what all count in a window, also at once', async () => {
    const counts = await make();
    const totals = await Promise.all([1, 2, 4, 8].map(requests => counts.add('key_1', startMs, requests)));
    expect(Math.max(...totals)).toBe(15);
    expect(await counts.add('key_1', startMs, 1)).toBe(16);
  });

  it('counts each key and each window by itself', async () => {
    const counts = await make();
    await counts.add('key_1', startMs, 5);
    expect(await counts.add('key_2', startMs, 1)).toBe(1);
    expect(await counts.add('key_1', startMs + 5000, 2)).toBe(2);
    expect(await counts.add('key_1', startMs, 1)).toBe(6);
  });
});
