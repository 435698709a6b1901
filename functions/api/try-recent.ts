import type { CountedEvents, RecentEvent, RecentEvents } from '../domain/event-sample/recent-events.ts';
import { explainFilter, type Verdict } from '../domain/explain-filter.ts';
import { companiesOf, type Filter } from '../domain/filter.ts';
import { isPlaceMeant, type Volume, volumeOf } from '../domain/filter-volume.ts';
import { filteredEvent } from '../domain/match-filter.ts';
import { hourOf } from '../domain/statistics/counts.ts';

const weekMs = 7 * 86_400_000;
/** Of a filter over more companies, the first ones stand for all. */
const maxCompanies = 10;
const maxLooked = 100;

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

/** Tries a filter on recent events of the companies that it names, and estimates how many it wants. */
export async function tryRecent(filter: Filter, recentEvents: RecentEvents, nowMs: number): Promise<Trial> {
  const companies = companiesOf(filter);
  const asked = companies.slice(0, maxCompanies);
  const [recent, counted] = await Promise.all([
    Promise.all(asked.map(companyId => recentEvents.recent({ companyId }, maxLooked))),
    Promise.all(asked.map(companyId => countsOf(companyId, recentEvents, nowMs))),
  ]);
  const tried = recent
    .flat()
    .filter(({ event }) => isMeant(filter, event))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .map(one => ({ recent: one, verdict: explainFilter(filter, filteredEvent(one.event)) }));
  const wanted = tried.filter(({ verdict }) => verdict.matches).length;
  const counts = counted.flatMap(one => one.counts);
  return {
    tried,
    volume: volumeOf(filter, counts, { looked: tried.length, wanted }, nowMs),
    isWhole: asked.length === companies.length && counted.every(one => one.isWhole),
  };
}

function isMeant(filter: Filter, { type: eventType, detail }: RecentEvent['event']): boolean {
  const { companyId, projectId } = detail;
  if (typeof companyId !== 'string' || typeof projectId !== 'string') return false;
  return isPlaceMeant(filter, { companyId, projectId, eventType });
}

function countsOf(companyId: string, recentEvents: RecentEvents, nowMs: number): Promise<CountedEvents> {
  return recentEvents.counts({ companyId }, { firstHour: hourOf(nowMs - weekMs), lastHour: hourOf(nowMs) });
}
