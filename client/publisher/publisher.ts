import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { EventTypeName } from '../../event-contract/event-types.ts';
import { type PutOutcome, putEntries, type Timing } from '../../event-contract/put-entries.ts';
import type { PublisherEvent } from './event.ts';
import { makeEntry } from './make-entry.ts';
import { type EventEntry, failureOf, putEventsBy, realTiming } from './put-events.ts';

export type { Change, Direction } from '../../event-contract/change.ts';
export type { EventTypeName } from '../../event-contract/event-types.ts';
export type { PutFailure, PutOutcome, Timing } from '../../event-contract/put-entries.ts';
export type { EventData, PublisherEvent } from './event.ts';

export interface PublisherOptions {
  /** Of the stack's outputs; of another account, its ARN. */
  readonly eventBusName: string;
  /** Who publishes: any name but `finehook` and those that begin with `aws.` */
  readonly source: string;
  /** @default one of its own, with the SDK's usual credentials, and five seconds for each try of a call */
  readonly client?: Pick<EventBridgeClient, 'send'>;
  /** Of the default client. @default the SDK's own */
  readonly region?: string;
  /** Milliseconds of a `publish` after which no other call is begun. @default none: each event has six tries */
  readonly giveUpAfterMs?: number;
  /** Clock, randomness and waiting. @default the real ones */
  readonly timing?: Timing;
}

export interface Published {
  /** How many events are not known to be on the bus. */
  readonly failed: number;
  /** What became of each event, in their order. */
  readonly items: readonly PutOutcome[];
}

export interface Publisher<Type extends string> {
  /**
   * Puts events onto the bus in their order, in as few calls as they fit in. What EventBridge refuses and may take later is
   * tried again, alone; after a call that failed as a whole nothing more is sent. Never rejects because of an event: publish
   * those again whose item is `failed` and `retryable`. An event of a call that failed may be on the bus nevertheless.
   */
  publish(events: readonly PublisherEvent<Type>[]): Promise<Published>;
}

function ownClient(region: string | undefined): EventBridgeClient {
  return new EventBridgeClient({
    ...(region === undefined ? {} : { region }),
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
}

/**
 * Publishes events to Finehook's bus, for producers in AWS: PutEvents, with `changes` derived from previous and current value.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
 * @typeParam Type names of the event types that there are; further ones as `EventTypeName | 'ORDER_SHIPPED'`
 */
export function createPublisher<Type extends string = EventTypeName>({
  eventBusName,
  source,
  region,
  client = ownClient(region),
  giveUpAfterMs = Number.POSITIVE_INFINITY,
  timing = realTiming,
}: PublisherOptions): Publisher<Type> {
  const put = putEventsBy(client);
  return {
    async publish(events) {
      const defaults = { eventBusName, source, time: new Date(timing.now()) };
      const made = events.map(event => makeEntry(event, defaults));
      const entries = made.filter((one): one is EventEntry => 'DetailType' in one);
      const outcomes = (await putEntries(entries, { put, failureOf, timing, giveUpAfterMs })).values();
      const items = made.map((one): PutOutcome => ('DetailType' in one ? nextOf(outcomes) : one));
      return { failed: items.filter(({ status }) => status === 'failed').length, items };
    },
  };
}

function nextOf(outcomes: Iterator<PutOutcome>): PutOutcome {
  const { value, done } = outcomes.next();
  if (done === true) throw new Error('putEntries gave fewer outcomes than entries');
  return value;
}
