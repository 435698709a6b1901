import type { CountedEvents, RecentEvent, RecentEvents } from '../domain/event-sample/recent-events.ts';
import { explainFilter, type Verdict } from '../domain/explain-filter.ts';
import { companiesOf, type Filter } from '../domain/filter.ts';
import { isPlaceMeant, type SampledVerdict, type Volume, volumeOf } from '../domain/filter-volume.ts';
import { filteredEvent, patternTest } from '../domain/match-filter.ts';
import { hourOf } from '../domain/statistics/counts.ts';

const weekMs = 7 * 86_400_000;
/** Of a filter over more companies, the first ones stand for all. */
const maxCompanies = 10;
/** Of all companies together: each may have 64 KB. */
const maxTried = 200;

/** A recent event of a type and place that the filter means, and what the filter says of it. */
export interface TriedEvent {
  readonly recent: RecentEvent;
  readonly verdict: Verdict;
}

export interface Trial {
  /** Newest first. */
  readonly tried: readonly TriedEvent[];
  readonly volume: Volume;
  /** Whether all that came was counted. */
  readonly isWhole: boolean;
}

/**
 * Tries a filter on recent events of the companies that it names, and estimates how many it wants.
 * @param pattern what the filter compiles to
 */
export async function tryRecent(
  filter: Filter,
  pattern: string,
  recentEvents: RecentEvents,
  nowMs: number,
): Promise<Trial> {
  const companies = companiesOf(filter);
  const asked = companies.slice(0, maxCompanies);
  const each = Math.floor(maxTried / asked.length);
  const [recent, counted] = await Promise.all([
    Promise.all(asked.map(companyId => recentEvents.recent({ companyId }, each))),
    Promise.all(asked.map(companyId => countsOf(companyId, recentEvents, nowMs))),
  ]);
  const passes = patternTest(pattern);
  const all = recent.flat().flatMap(one => placed(one, filter, passes));
  const tried = all
    .filter(one => isPlaceMeant(filter, one))
    .sort((a, b) => (a.recent.at < b.recent.at ? 1 : -1));
  const counts = counted.flatMap(one => one.counts);
  return {
    tried,
    volume: volumeOf(filter, counts, all, nowMs),
    isWhole: asked.length === companies.length && counted.every(one => one.isWhole),
  };
}

function placed(
  recent: RecentEvent,
  filter: Filter,
  passes: (eventText: string) => boolean,
): (TriedEvent & SampledVerdict)[] {
  const { type: eventType, detail } = recent.event;
  const { companyId, projectId } = detail;
  if (typeof companyId !== 'string' || typeof projectId !== 'string') return [];
  const verdict = explainFilter(filter, filteredEvent(recent.event));
  const [isWanted, isPassed] = [verdict.matches, passes(recent.eventText)];
  return [{ recent, verdict, companyId, projectId, eventType, isWanted, isPassed }];
}

function countsOf(companyId: string, recentEvents: RecentEvents, nowMs: number): Promise<CountedEvents> {
  return recentEvents.counts({ companyId }, { firstHour: hourOf(nowMs - weekMs), lastHour: hourOf(nowMs) });
}
