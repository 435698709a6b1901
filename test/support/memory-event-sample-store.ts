import type { DailyEventCount, HourlyEventCount } from '../../functions/domain/event-sample/event-counts.ts';
import type {
  CountedEvents,
  EventSampleStore,
  HourRange,
  KeptEvent,
  RecentEvent,
  SampleScope,
} from '../../functions/domain/event-sample/recent-events.ts';
import type { SampledEvent } from '../../functions/domain/event-sample/sampled-event.ts';
import { readEvent } from '../../functions/domain/queue-message.ts';

/** A sample in memory. */
export class MemoryEventSampleStore implements EventSampleStore {
  /** Each addition in order. */
  readonly added: HourlyEventCount[] = [];
  /** Each write in order: what was written last to a slot is there. */
  readonly written: { readonly slot: number; readonly event: SampledEvent }[] = [];
  /** Runs before each call; may throw. */
  before: (call: 'add' | 'kept' | 'keep', count?: HourlyEventCount) => void = () => {};

  async add(count: HourlyEventCount): Promise<void> {
    this.before('add', count);
    this.added.push(count);
  }

  async counts(scope: SampleScope, { firstHour, lastHour }: HourRange): Promise<CountedEvents> {
    const within = this.added.filter(
      one => isMeant(one, scope) && one.hour >= firstHour && one.hour <= lastHour,
    );
    const groups = Map.groupBy(within, ({ eventType, hour, projectId }) =>
      [eventType, hour.slice(0, 10), projectId].join('\n'),
    );
    const counts = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => daily(group));
    return { counts: counts.flat(), isWhole: true };
  }

  async kept(companyId: string, eventType: string): Promise<KeptEvent[]> {
    this.before('kept');
    return this.#slots({ companyId, eventTypes: [eventType] }).map(
      ({ slot, event: { id, projectId, atMs } }) => ({ slot, id, projectId, atMs }),
    );
  }

  async keep(slot: number, event: SampledEvent): Promise<void> {
    this.before('keep');
    this.written.push({ slot, event });
  }

  async recent(scope: SampleScope, limit: number): Promise<RecentEvent[]> {
    const newest = this.#slots(scope).sort((a, b) => b.event.atMs - a.event.atMs);
    return newest.slice(0, limit).map(({ event: { eventText, atMs } }) => ({
      event: readEvent(eventText),
      eventText,
      at: new Date(atMs).toISOString(),
    }));
  }

  #slots(scope: SampleScope) {
    const slots = this.written.map(one => [`${one.event.eventType}\n${one.slot}`, one] as const);
    return [...new Map(slots.filter(([, { event }]) => isMeant(event, scope))).values()];
  }
}

function isMeant(
  { companyId, eventType }: { readonly companyId: string; readonly eventType: string },
  scope: SampleScope,
): boolean {
  return companyId === scope.companyId && (scope.eventTypes?.includes(eventType) ?? true);
}

function daily(group: readonly HourlyEventCount[]): DailyEventCount[] {
  const count = group.reduce((sum, one) => sum + one.count, 0);
  return group.slice(0, 1).map(({ hour, count: _, ...rest }) => ({ ...rest, day: hour.slice(0, 10), count }));
}
