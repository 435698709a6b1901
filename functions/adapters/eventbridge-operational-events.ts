import { putEntries } from '../../event-contract/put-entries.ts';
import { AwsCallError } from '../domain/errors.ts';
import { type OperationalEvent, operationalSource } from '../domain/operational-event.ts';
import type { OperationalEvents } from '../domain/ports.ts';
import { realTiming, type Timing } from './backoff.ts';
import type { EventBridge } from './eventbridge-client.ts';

/** Whoever publishes has its own work to do in the time of its function. */
const giveUpAfterMs = 5_000;

/** OperationalEvents on a bus of their own. */
export class EventBridgeOperationalEvents implements OperationalEvents {
  readonly #eventBridge: EventBridge;
  readonly #eventBusName: string;
  readonly #timing: Timing;

  constructor({
    eventBridge,
    eventBusName,
    timing = realTiming,
  }: {
    readonly eventBridge: EventBridge;
    readonly eventBusName: string;
    readonly timing?: Timing;
  }) {
    this.#eventBridge = eventBridge;
    this.#eventBusName = eventBusName;
    this.#timing = timing;
  }

  /** @throws AwsCallError when the bus did not take all of them; some may be on it then */
  async publish(events: readonly OperationalEvent[]): Promise<void> {
    const entries = events.map(({ type, id, detail }) => ({
      EventBusName: this.#eventBusName,
      Source: operationalSource,
      DetailType: type,
      Detail: JSON.stringify({ id, ...detail }),
      Time: new Date(detail.at),
    }));
    const outcomes = await putEntries(entries, {
      put: async batch => (await this.#eventBridge.putEvents({ Entries: [...batch] })).Entries ?? [],
      failureOf: error => {
        throw error;
      },
      timing: this.#timing,
      giveUpAfterMs,
    });
    const failure = outcomes.find(outcome => outcome.status === 'failed');
    // Whoever asked does it again, whatever the reason: these events are known to be right.
    if (failure !== undefined) throw new AwsCallError(failure.code, failure.detail, true);
  }
}
