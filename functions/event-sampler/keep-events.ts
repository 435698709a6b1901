import { chooseKept } from '../domain/event-sample/choose-kept.ts';
import { isKeepable, type SampledEvent } from '../domain/event-sample/sampled-event.ts';
import type { SamplerDependencies } from './dependencies.ts';
import { sideBySide } from './side-by-side.ts';

/** Companies and types that are looked at for one batch. */
const mostGroups = 300;
const concurrency = 20;

/** What cannot be kept now another event will be. Never rejects. */
export async function keepEvents(deps: SamplerDependencies, events: readonly SampledEvent[]): Promise<void> {
  const { budget, log } = deps;
  const groups = Map.groupBy(events.filter(isKeepable), nameOf);
  const open = [...groups].filter(([name]) => budget.left(name) > 0).slice(0, mostGroups);
  const errors = await sideBySide(open, concurrency, ([name, group]) => keepGroup(deps, name, group));
  if (errors.length > 0) log.error('events are not kept', { types: errors.length, error: errors[0] });
}

function nameOf({ companyId, eventType }: SampledEvent): string {
  return `${companyId}\n${eventType}`;
}

async function keepGroup(
  { store, budget, most }: SamplerDependencies,
  name: string,
  events: readonly SampledEvent[],
): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const kept = await store.kept(first.companyId, first.eventType);
  const placements = chooseKept(kept, events, { most, writes: budget.left(name) });
  budget.spend(name, placements.length);
  await Promise.all(placements.map(({ slot, event }) => store.keep(slot, event)));
}
