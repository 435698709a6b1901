import { type PutOutcome, putEntries } from '../../event-contract/put-entries.ts';
import { AwsCallError } from '../domain/errors.ts';
import type { EventPublisher, PublishedEvent } from '../domain/published-event.ts';
import { realTiming, type Timing } from './backoff.ts';
import type { EventBridge } from './eventbridge-client.ts';

/** A call that is then under way still ends before its function does: three tries of five seconds. */
const giveUpAfterMs = 10_000;

/** EventPublisher over PutEvents. */
export class EventBridgeEventPublisher implements EventPublisher {
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

  publish(events: readonly PublishedEvent[]): Promise<PutOutcome[]> {
    const entries = events.map(({ type, source, time, detailText }) => ({
      EventBusName: this.#eventBusName,
      Source: source,
      DetailType: type,
      Detail: detailText,
      Time: new Date(time),
    }));
    return putEntries(entries, {
      put: async batch => (await this.#eventBridge.putEvents({ Entries: [...batch] })).Entries ?? [],
      failureOf,
      timing: this.#timing,
      giveUpAfterMs,
    });
  }
}

function failureOf(error: unknown): { detail: string; retryable: boolean } {
  if (!(error instanceof AwsCallError)) throw error;
  return { detail: `${error.code}: ${error.message}`, retryable: error.retryable };
}
