import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryBytes, type SizedEntry, toBatches } from '../../../event-contract/batches.ts';

const entryOf = (bytes: number): SizedEntry => ({
  Source: 's',
  DetailType: 't',
  Detail: `${'é'.repeat(Math.floor((bytes - 2) / 2))}${bytes % 2 === 0 ? '' : 'e'}`,
});

describe('toBatches', () => {
  it('counts bytes of UTF-8, and 14 for a time', () => {
    expect(entryBytes(entryOf(100))).toBe(100);
    expect(entryBytes({ ...entryOf(101), Time: new Date(0), Resources: ['abc', 'ä'] })).toBe(120);
  });

  it.each([
    { name: 'two that just fit', sizes: [524_288, 524_288], batches: [2] },
    { name: 'two that do not', sizes: [524_288, 524_289], batches: [1, 1] },
    { name: 'ten small ones', sizes: Array<number>(10).fill(100), batches: [10] },
    { name: 'eleven small ones', sizes: Array<number>(11).fill(100), batches: [10, 1] },
    { name: 'a small one between large ones', sizes: [1_000_000, 48_576, 1_000_000], batches: [2, 1] },
    { name: 'one that is too large', sizes: [100, 1_048_577, 100], batches: [1, 1, 1] },
    { name: 'none', sizes: [], batches: [] },
  ])('$name', ({ sizes, batches }) => {
    expect(toBatches(sizes.map(entryOf)).map(batch => batch.length)).toEqual(batches);
  });

  it('keeps every entry in its order, within the limits, and begins no batch before it must', () => {
    const size = fc.oneof(fc.integer({ min: 3, max: 2_000 }), fc.integer({ min: 3, max: 1_048_576 }));
    fc.assert(
      fc.property(fc.array(size, { maxLength: 40 }), sizes => {
        const entries = sizes.map(entryOf);
        const batches = toBatches(entries);
        expect(batches.flat()).toEqual(entries);
        const bytes = batches.map(batch => batch.reduce((sum, entry) => sum + entryBytes(entry), 0));
        for (const [i, batch] of batches.entries()) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(10);
          expect(bytes[i]).toBeLessThanOrEqual(1_048_576);
          const [next] = batches[i + 1] ?? [];
          if (next === undefined) continue;
          expect(batch.length === 10 || (bytes[i] ?? 0) + entryBytes(next) > 1_048_576).toBe(true);
        }
      }),
      { numRuns: 50, seed: 20260101 },
    );
  });
});
