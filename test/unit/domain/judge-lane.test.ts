import { expect, it } from 'vitest';
import { judgeLane } from '../../../functions/domain/judge-lane.ts';
import type { WebhookOptions } from '../../../functions/domain/webhook.ts';

const nowMs = Date.parse('2026-03-01T12:00:00.000Z');
const minutesAgo = (minutes: number) => new Date(nowMs - minutes * 60_000).toISOString();
const times = (count: number, ms: number) => Array.from({ length: count }, () => ms);

interface Case {
  readonly name: string;
  readonly slowSince?: string;
  readonly options?: WebhookOptions;
  readonly durationsMs?: readonly number[];
  readonly openMs?: number;
  readonly verdict: 'stay' | 'slow' | 'fast';
}

const cases: readonly Case[] = [
  { name: 'nothing is known', verdict: 'stay' },
  { name: 'a call open for not quite 2 s', openMs: 1999, verdict: 'stay' },
  { name: 'a call open for 2 s', openMs: 2000, verdict: 'slow' },
  { name: 'a call that took not quite 2 s', durationsMs: [1999], verdict: 'stay' },
  { name: 'a call that took 2 s', durationsMs: [2000], verdict: 'slow' },
  { name: 'three calls of just 1 s', durationsMs: times(3, 1000), verdict: 'stay' },
  { name: 'three calls of more', durationsMs: times(3, 1001), verdict: 'slow' },
  { name: 'two slow calls of ten', durationsMs: [...times(8, 5), 1500, 1500], verdict: 'stay' },
  { name: 'three slow calls of ten', durationsMs: [1500, ...times(7, 5), 1500, 1500], verdict: 'slow' },
  {
    name: 'a third slow call eleven calls ago',
    durationsMs: [1500, ...times(8, 5), 1500, 1500],
    verdict: 'stay',
  },
  {
    name: 'slow, but as its owner chose',
    options: { timeoutSeconds: 11 },
    durationsMs: times(10, 9000),
    openMs: 9000,
    verdict: 'stay',
  },
  {
    name: 'slow for ten minutes, twenty quick calls',
    slowSince: minutesAgo(10),
    durationsMs: times(20, 299),
    verdict: 'fast',
  },
  {
    name: 'not slow for ten minutes yet',
    slowSince: minutesAgo(9.999),
    durationsMs: times(20, 5),
    verdict: 'stay',
  },
  { name: 'nineteen quick calls', slowSince: minutesAgo(60), durationsMs: times(19, 5), verdict: 'stay' },
  {
    name: 'one call of the last twenty at 300 ms',
    slowSince: minutesAgo(60),
    durationsMs: [300, ...times(19, 5)],
    verdict: 'stay',
  },
  {
    name: 'one call before the last twenty that was slow',
    slowSince: minutesAgo(60),
    durationsMs: [9000, ...times(20, 5)],
    verdict: 'fast',
  },
  {
    name: 'slow already, and slow again',
    slowSince: minutesAgo(60),
    durationsMs: times(10, 9000),
    openMs: 5000,
    verdict: 'stay',
  },
  {
    name: 'quick again, but its owner has chosen meanwhile',
    slowSince: minutesAgo(60),
    options: { timeoutSeconds: 11 },
    durationsMs: times(20, 5),
    verdict: 'stay',
  },
];

it.each(cases)('$name: $verdict', ({ slowSince, options = {}, durationsMs = [], openMs, verdict }) => {
  const webhook = slowSince === undefined ? { options } : { options, slowSince };
  const open = openMs === undefined ? {} : { openMs };
  expect(judgeLane({ webhook, requestTimeoutMs: 10_000, durationsMs, nowMs, ...open })).toBe(verdict);
});
