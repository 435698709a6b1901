import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { AwsCallError } from '../domain/errors.ts';
import { type OperationalEvent, operationalSource } from '../domain/operational-event.ts';
import type { OperationalEvents } from '../domain/ports.ts';
import { unknownAwsCode } from './aws-errors.ts';
import { fullJitterMs, realTiming, type Timing } from './backoff.ts';
import type { EventBridge } from './eventbridge-client.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const maxEntries = 10;
const maxTries = 4;

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
    const batches: PutEventsRequestEntry[][] = [];
    for (let start = 0; start < entries.length; start += maxEntries) {
      batches.push(entries.slice(start, start + maxEntries));
    }
    await Promise.all(batches.map(batch => this.#put(batch)));
  }

  /** PutEvents answers HTTP 200 when it refuses entries: those alone are sent again. */
  async #put(batch: readonly PutEventsRequestEntry[]): Promise<void> {
    let left = batch;
    for (let retry = 0; ; retry++) {
      const { Entries = [] } = await this.#eventBridge.putEvents({ Entries: [...left] });
      left = left.filter((_, index) => Entries[index]?.EventId === undefined);
      if (left.length === 0) return;
      if (retry + 1 >= maxTries) {
        const refused = Entries.find(({ ErrorCode }) => ErrorCode !== undefined);
        const message = refused?.ErrorMessage ?? `${left.length} events were not taken`;
        throw new AwsCallError(refused?.ErrorCode ?? unknownAwsCode, message, true);
      }
      await this.#timing.wait(fullJitterMs(retry, this.#timing.random()));
    }
  }
}
