import { expect, it } from 'vitest';
import type { Filter } from '../../../functions/domain/filter.ts';
import { volumeOf } from '../../../functions/domain/filter-volume.ts';

const nowMs = Date.parse('2026-01-20T00:00:00Z');
const filter: Filter = {
  anyOf: [{ eventTypes: ['A', 'B'], companies: [{ companyId: 'acme', projectIds: ['p1'] }] }],
};
const of = (eventType: string, projectId = 'p1') => ({ companyId: 'acme', projectId, eventType });
const sampled = (eventType: string, projectId: string, isWanted: boolean, isPassed: boolean) => ({
  ...of(eventType, projectId),
  isWanted,
  isPassed,
});

it('each type goes by its own events of the sample, however few of the other there are', () => {
  const counts = [
    { ...of('A'), day: '2026-01-13', count: 7_000 },
    { ...of('B'), day: '2026-01-19', count: 70 },
  ];
  const sample = [
    sampled('A', 'p1', true, true),
    ...[1, 2, 3].map(() => sampled('A', 'p1', false, false)),
    sampled('B', 'p1', false, true),
  ];
  expect(volumeOf(filter, counts, sample, nowMs)).toEqual({ perDay: 250, passedPerDay: 260, days: 7 });
});

it('without a sample of a type, all of it is expected', () => {
  const counts = [{ ...of('A'), day: '2026-01-19', count: 30 }];
  expect(volumeOf(filter, counts, [], nowMs)).toEqual({ perDay: 30, passedPerDay: 30, days: 1 });
});

it('other projects and types count only as far as EventBridge passes them on', () => {
  const counts = [
    { ...of('A', 'p2'), day: '2026-01-18', count: 40 },
    { ...of('C'), day: '2026-01-18', count: 900 },
  ];
  const sample = [sampled('A', 'p2', false, true), sampled('A', 'p2', false, false)];
  expect(volumeOf(filter, counts, sample, nowMs)).toEqual({ perDay: 0, passedPerDay: 10, days: 2 });
});

it('of nothing, nothing', () => {
  expect(volumeOf(filter, [], [], nowMs)).toEqual({ perDay: 0, passedPerDay: 0, days: 1 });
});
