import { chooses } from './choice.ts';
import type { DailyEventCount } from './event-sample/event-counts.ts';
import { type Clause, clauseAllows, eventTypesOf, type Filter } from './filter.ts';

const dayMs = 86_400_000;

/** How many events may be expected, a day. */
export interface Volume {
  /** Events that the filter wants. */
  readonly perDay: number;
  /** Events that EventBridge passes on: of them, those that are not wanted are dropped before the call. */
  readonly passedPerDay: number;
  /** Days that were counted, of UTC. */
  readonly days: number;
}

interface Place {
  readonly companyId: string;
  readonly projectId: string;
  readonly eventType: string;
}

/** An event of the sample, and what becomes of it. */
export interface SampledVerdict extends Place {
  readonly isWanted: boolean;
  readonly isPassed: boolean;
}

/** Whether a clause means events of this type in this place, whatever its conditions say. */
export function isPlaceMeant({ anyOf }: Filter, place: Place): boolean {
  return anyOf.some(clause => clauseMeans(clause, place));
}

function clauseMeans(clause: Clause, { companyId, projectId, eventType }: Place): boolean {
  return chooses(eventTypesOf(clause), eventType) && clauseAllows(clause, companyId, projectId);
}

/**
 * From what came in the last week. The sample has a few events of each type, so each type's own events stand for all of it.
 * @param counts of the companies of the filter
 * @param sample of the same
 */
export function volumeOf(
  filter: Filter,
  counts: readonly DailyEventCount[],
  sample: readonly SampledVerdict[],
  nowMs: number,
): Volume {
  const meant = sample.filter(one => isPlaceMeant(filter, one));
  const others = sample.filter(one => !isPlaceMeant(filter, one));
  const wantedShares = sharesByType(meant, ({ isWanted }) => isWanted);
  const passedShares = sharesByType(meant, ({ isPassed }) => isPassed);
  // Of a list of projects that is too long for a rule, EventBridge passes other projects on, too.
  const otherShares = sharesByType(others, ({ isPassed }) => isPassed);
  let [wanted, passed] = [0, 0];
  for (const count of counts) {
    const { eventType } = count;
    if (isPlaceMeant(filter, count)) {
      wanted += count.count * (wantedShares.get(eventType) ?? 1);
      passed += count.count * (passedShares.get(eventType) ?? 1);
    } else passed += count.count * (otherShares.get(eventType) ?? 0);
  }
  const days = daysOf(counts, nowMs);
  return { perDay: wanted / days, passedPerDay: passed / days, days: Math.ceil(days) };
}

function sharesByType(
  sample: readonly SampledVerdict[],
  holds: (one: SampledVerdict) => boolean,
): ReadonlyMap<string, number> {
  const byType = Map.groupBy(sample, ({ eventType }) => eventType);
  return new Map([...byType].map(([type, events]) => [type, events.filter(holds).length / events.length]));
}

/** Counting may have begun less than a week ago. */
function daysOf(counts: readonly DailyEventCount[], nowMs: number): number {
  const [first] = counts.map(({ day }) => day).toSorted();
  const days = first === undefined ? 1 : (nowMs - Date.parse(`${first}T00:00:00Z`)) / dayMs;
  return Math.min(7, Math.max(1, days));
}
