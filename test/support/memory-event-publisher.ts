import type { PutOutcome } from '../../event-contract/put-entries.ts';
import type { EventPublisher, PublishedEvent } from '../../functions/domain/published-event.ts';

/** An event bus in memory. */
export class MemoryEventPublisher implements EventPublisher {
  readonly published: PublishedEvent[] = [];
  /** What becomes of an event instead of being taken. */
  refuse: (event: PublishedEvent) => PutOutcome | undefined = () => undefined;
  #ids = 0;

  async publish(events: readonly PublishedEvent[]): Promise<PutOutcome[]> {
    return events.map(event => {
      const refusal = this.refuse(event);
      if (refusal !== undefined) return refusal;
      this.published.push(event);
      return { status: 'accepted', id: `event-${++this.#ids}` };
    });
  }
}
