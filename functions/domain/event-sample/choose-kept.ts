import type { KeptEvent } from './recent-events.ts';
import type { SampledEvent } from './sampled-event.ts';

export interface KeepLimits {
  /** Kept events of a company and type. */
  readonly most: number;
  /** At most so many are written now. */
  readonly writes: number;
}

export interface Placement {
  readonly slot: number;
  readonly event: SampledEvent;
}

interface Candidate {
  readonly id: string;
  readonly projectId: string;
  readonly atMs: number;
}

/**
 * Which events of a company and type are to be kept, and in whose place: the newest of each project, then the newest.
 * @param fresh in the order in which they came
 */
export function chooseKept(
  kept: readonly KeptEvent[],
  fresh: readonly SampledEvent[],
  { most, writes }: KeepLimits,
): Placement[] {
  // The sample may have been larger.
  const inSlots = kept.filter(({ slot }) => slot < most);
  const known = new Set(inSlots.map(({ id }) => id));
  const events = new Map(fresh.filter(({ id }) => !known.has(id)).map(event => [event.id, event]));
  const newest = [...events.values()].reverse().sort(newestFirst);
  const wanted = wantedOf([...newest, ...inSlots], most);
  const open = openSlots(inSlots, wanted, most);
  return newest
    .filter(({ id }) => wanted.has(id))
    .slice(0, writes)
    .flatMap((event, index) => {
      const slot = open[index];
      return slot === undefined ? [] : [{ slot, event }];
    });
}

function newestFirst(a: Candidate, b: Candidate): number {
  return b.atMs - a.atMs;
}

function wantedOf(candidates: readonly Candidate[], most: number): ReadonlySet<string> {
  const ordered = [...candidates].sort(newestFirst);
  const ofProjects = new Map<string, string>();
  for (const { projectId, id } of ordered) if (!ofProjects.has(projectId)) ofProjects.set(projectId, id);
  const ids = new Set([...ofProjects.values(), ...ordered.map(({ id }) => id)]);
  return new Set([...ids].slice(0, most));
}

/** Empty ones, then those of events that are not wanted any more, the oldest first. */
function openSlots(kept: readonly KeptEvent[], wanted: ReadonlySet<string>, most: number): number[] {
  const taken = new Set(kept.map(({ slot }) => slot));
  const empty = Array.from({ length: most }, (_, slot) => slot).filter(slot => !taken.has(slot));
  const unwanted = kept.filter(({ id }) => !wanted.has(id)).sort((a, b) => a.atMs - b.atMs);
  return [...empty, ...unwanted.map(({ slot }) => slot)];
}
