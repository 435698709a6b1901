import { describe, expect, it } from 'vitest';
import { chooseKept, type KeepLimits } from '../../../functions/domain/event-sample/choose-kept.ts';
import { countsOf } from '../../../functions/domain/event-sample/event-counts.ts';
import type { KeptEvent } from '../../../functions/domain/event-sample/recent-events.ts';
import {
  isKeepable,
  maxKeptBytes,
  readSampled,
  type SampledEvent,
} from '../../../functions/domain/event-sample/sampled-event.ts';

function textOf(detail: unknown, type = 'TODO_MOVED', id = 'e1'): string {
  return `{"version":"0","id":${JSON.stringify(id)},"detail-type":${JSON.stringify(type)},"source":"blue","time":"2026-01-02T03:04:05Z","detail":${JSON.stringify(detail)}}`;
}
const detail = { companyId: 'acme', projectId: 'p1' };

describe('readSampled', () => {
  it('reads whose event it is, and keeps its text', () => {
    expect(readSampled(textOf(detail), 7)).toEqual({
      id: 'e1',
      companyId: 'acme',
      projectId: 'p1',
      eventType: 'TODO_MOVED',
      atMs: 7,
      eventText: textOf(detail),
    });
  });

  it.each([
    ['a company that is no text', { ...detail, companyId: 7 }],
    ['a project that is no text', { ...detail, projectId: null }],
    ['an empty company', { ...detail, companyId: '' }],
    ['a line break in a project', { ...detail, projectId: 'p\n1' }],
    ['a project that is too long', { ...detail, projectId: 'p'.repeat(129) }],
    ['half a surrogate pair', { ...detail, companyId: '\ud800' }],
  ])('leaves out %s: no filter can name it', (_, given) => {
    expect(readSampled(textOf(given), 7)).toBeUndefined();
  });

  it('leaves out a type that no filter can name, and ids that fit no key together', () => {
    expect(readSampled(textOf(detail, 'T'.repeat(129)), 7)).toBeUndefined();
    const wide = '😀'.repeat(128);
    expect(readSampled(textOf({ ...detail, projectId: wide }, wide), 7)).toBeUndefined();
    expect(readSampled(textOf({ ...detail, projectId: wide }, 'T'), 7)?.projectId).toBe(wide);
  });

  it.each(['', '{}', '[]', textOf('x')])('does not read %s', text => {
    expect(() => readSampled(text, 7)).toThrow(
      expect.objectContaining({ name: 'UnreadableMessageError' }) as Error,
    );
  });
});

function event(id: string, atMs: number, fields: Partial<SampledEvent> = {}): SampledEvent {
  return { id, companyId: 'acme', projectId: 'p1', eventType: 'A', atMs, eventText: id, ...fields };
}

it('an event of at most 64 KiB is kept, by its bytes', () => {
  const ofBytes = (eventText: string) => isKeepable(event('e', 0, { eventText }));
  expect(ofBytes('é'.repeat(maxKeptBytes / 2))).toBe(true);
  expect(ofBytes(`${'é'.repeat(maxKeptBytes / 2)}x`)).toBe(false);
});

it('counts by company, project, type and hour, the largest first', () => {
  const hour = Date.parse('2026-01-02T03:00:00Z');
  const events = [
    event('1', hour),
    event('2', hour + 3_599_999, { companyId: 'globex' }),
    event('3', hour + 3_600_000),
    event('4', hour + 3_599_999),
    event('5', hour, { projectId: 'p2' }),
    event('6', hour, { eventType: 'B' }),
  ];
  const one = { companyId: 'acme', projectId: 'p1', eventType: 'A', hour: '2026-01-02T03', count: 1 };
  expect(countsOf(events)).toEqual([
    { ...one, count: 2 },
    { ...one, companyId: 'globex' },
    { ...one, hour: '2026-01-02T04' },
    { ...one, projectId: 'p2' },
    { ...one, eventType: 'B' },
  ]);
});

describe('chooseKept', () => {
  const slot = (n: number, id: string, atMs: number, projectId = 'p1'): KeptEvent => ({
    slot: n,
    id,
    projectId,
    atMs,
  });
  const choose = (
    kept: readonly KeptEvent[],
    fresh: readonly SampledEvent[],
    limits: Partial<KeepLimits> = {},
  ) =>
    chooseKept(kept, fresh, { most: 3, writes: 9, ...limits }).map(
      ({ slot: to, event: { id } }) => `${id} to ${to}`,
    );

  it('fills empty slots with the newest', () => {
    expect(choose([slot(1, 'old', 1)], [event('a', 2), event('b', 3), event('c', 4)])).toEqual([
      'c to 0',
      'b to 2',
      'a to 1',
    ]);
  });

  it('replaces the oldest first, and nothing by what is older', () => {
    const kept = [slot(0, 'x', 10), slot(1, 'y', 5), slot(2, 'z', 20)];
    expect(choose(kept, [event('late', 4)])).toEqual([]);
    expect(choose(kept, [event('a', 11)])).toEqual(['a to 1']);
    expect(choose(kept, [event('a', 11), event('b', 12)])).toEqual(['b to 1', 'a to 0']);
  });

  it('of events of one moment takes those that came last', () => {
    expect(choose([], [event('a', 1), event('b', 1), event('c', 1), event('d', 1)])).toEqual([
      'd to 0',
      'c to 1',
      'b to 2',
    ]);
  });

  it('keeps the newest of each project, as far as there is room', () => {
    const kept = [slot(0, 'x', 10, 'p2'), slot(1, 'y', 20), slot(2, 'z', 30)];
    const fresh = [event('a', 40), event('b', 50), event('c', 60)];
    expect(choose(kept, fresh)).toEqual(['c to 1', 'b to 2']);
    const others = ['p3', 'p4', 'p5'].map((projectId, n) => event(projectId, 70 + n, { projectId }));
    expect(choose(kept, others)).toEqual(['p5 to 0', 'p4 to 1', 'p3 to 2']);
  });

  it('writes no event twice, whether it is there or came twice', () => {
    expect(choose([slot(0, 'x', 10)], [event('x', 11), event('a', 12), event('a', 13)])).toEqual(['a to 1']);
  });

  it('writes no more than it may, the newest', () => {
    expect(choose([], [event('a', 1), event('b', 2)], { writes: 1 })).toEqual(['b to 0']);
    expect(choose([], [event('a', 1)], { writes: 0 })).toEqual([]);
  });

  it('leaves slots alone that a larger sample had', () => {
    expect(choose([slot(7, 'x', 10)], [event('a', 1)])).toEqual(['a to 0']);
  });
});
