import { hourOf } from '../statistics/counts.ts';
import type { SampledEvent } from './sampled-event.ts';

/** How many events of one type came from one project. */
export interface EventCount {
  readonly companyId: string;
  readonly projectId: string;
  readonly eventType: string;
  readonly count: number;
}

export interface HourlyEventCount extends EventCount {
  /** RFC 3339, UTC, to the hour: `2026-01-02T03`. */
  readonly hour: string;
}

export interface DailyEventCount extends EventCount {
  /** Of UTC: `2026-01-02`. */
  readonly day: string;
}

/** By company, project, type and hour, the largest first. */
export function countsOf(events: readonly SampledEvent[]): HourlyEventCount[] {
  const groups = Map.groupBy(events, ({ companyId, projectId, eventType, atMs }) =>
    [companyId, projectId, eventType, hourOf(atMs)].join('\n'),
  );
  const counts = [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { companyId, projectId, eventType, atMs } = first;
    return [{ companyId, projectId, eventType, hour: hourOf(atMs), count: 1 + others.length }];
  });
  return counts.sort((a, b) => b.count - a.count);
}
