import { describe, expect, it } from 'vitest';
import { nextSlot, openOneMore } from '../../../functions/domain/call-pace.ts';

describe('nextSlot', () => {
  it('is now when nothing waits, and leaves even steps behind', () => {
    expect(nextSlot(0, 5, 1000)).toEqual({ atMs: 1000, nextAtMs: 1200 });
    expect(nextSlot(1200, 5, 1000)).toEqual({ atMs: 1200, nextAtMs: 1400 });
    expect(nextSlot(1200, 5, 9000)).toEqual({ atMs: 9000, nextAtMs: 9200 });
    expect(nextSlot(0, 0.1, 0)).toEqual({ atMs: 0, nextAtMs: 10_000 });
  });

  it('lies at most 15 minutes ahead', () => {
    expect(nextSlot(900_000, 1, 0)).toEqual({ atMs: 900_000, nextAtMs: 901_000 });
    expect(nextSlot(900_001, 1, 0)).toBeUndefined();
  });
});

describe('openOneMore', () => {
  const times = { nowMs: 1000, untilMs: 9000 };

  it('opens up to the cap', () => {
    expect(openOneMore({ a: 2000 }, 'b', { cap: 2, ...times })).toEqual({ a: 2000, b: 9000 });
    expect(openOneMore({ a: 2000, b: 9000 }, 'c', { cap: 2, ...times })).toBeUndefined();
  });

  it('forgets what a dead worker left open', () => {
    expect(openOneMore({ a: 1000, b: 1001 }, 'c', { cap: 2, ...times })).toEqual({ b: 1001, c: 9000 });
  });
});
