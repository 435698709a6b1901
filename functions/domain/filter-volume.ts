import { chooses } from './choice.ts';
import type { DailyEventCount } from './event-sample/event-counts.ts';
import { type Clause, clauseAllows, eventTypesOf, type Filter } from './filter.ts';

const dayMs = 86_400_000;

/** How many events a filter may be expected to want. */
export interface Volume {
  readonly perDay: number;
  /** Days that were counted, of UTC. */
  readonly days: number;
}

interface Place {
  readonly companyId: string;
  readonly projectId: string;
  readonly eventType: string;
}

/** Whether a clause means events of this type in this place, whatever its conditions say. */
export function isPlaceMeant({ anyOf }: Filter, place: Place): boolean {
  return anyOf.some(clause => clauseMeans(clause, place));
}

function clauseMeans(clause: Clause, { companyId, projectId, eventType }: Place): boolean {
  return chooses(eventTypesOf(clause), eventType) && clauseAllows(clause, companyId, projectId);
}

/**
 * From what came in the last days. Of the events that conditions are asked of, those of the sample stand for all.
 * @param sample how many sampled events there are of the types and places that the filter means, and how many of these it wants
 */
export function volumeOf(
  filter: Filter,
  counts: readonly DailyEventCount[],
  sample: { readonly looked: number; readonly wanted: number },
  nowMs: number,
): Volume {
  const meant = counts.filter(count => isPlaceMeant(filter, count));
  const total = meant.reduce((sum, { count }) => sum + count, 0);
  const first = counts.map(({ day }) => day).toSorted()[0];
  const days = first === undefined ? 1 : (nowMs - Date.parse(`${first}T00:00:00Z`)) / dayMs;
  const isAsked = filter.anyOf.some(({ conditions }) => conditions !== undefined);
  const share = isAsked && sample.looked > 0 ? sample.wanted / sample.looked : 1;
  const counted = Math.min(7, Math.max(1, days));
  return { perDay: (total * share) / counted, days: Math.ceil(counted) };
}
