import { countsOf } from '../domain/event-sample/event-counts.ts';
import type { SampledEvent } from '../domain/event-sample/sampled-event.ts';
import type { SamplerDependencies } from './dependencies.ts';
import { sideBySide } from './side-by-side.ts';

/** Updates for one batch. */
const mostUpdates = 2_000;
const concurrency = 50;

/** @throws Error when none could be written: then nothing is counted twice if the batch comes again */
export async function countEvents(
  { store, log }: Pick<SamplerDependencies, 'store' | 'log'>,
  events: readonly SampledEvent[],
): Promise<void> {
  const counts = countsOf(events);
  const written = counts.slice(0, mostUpdates);
  const left = counts.slice(mostUpdates).reduce((sum, { count }) => sum + count, 0);
  if (left > 0) log.warn('events are not counted: they are of too many projects and types', { events: left });
  const errors = await sideBySide(written, concurrency, count => store.add(count));
  if (errors.length === 0) return;
  const [error] = errors;
  if (errors.length === written.length) throw error;
  // What could not be written, although the store tried again, may have gone through.
  log.error('events are missing in the counts', { updates: errors.length, error });
}
