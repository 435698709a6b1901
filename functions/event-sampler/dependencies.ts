import type { EventSampleStore } from '../domain/event-sample/recent-events.ts';
import type { Log } from '../domain/ports.ts';
import type { WriteBudget } from './write-budget.ts';

export interface SamplerDependencies {
  readonly store: Pick<EventSampleStore, 'add' | 'kept' | 'keep'>;
  readonly budget: WriteBudget;
  /** Kept events of a company and type. */
  readonly most: number;
  readonly log: Log;
}
