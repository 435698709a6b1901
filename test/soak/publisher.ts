import { setTimeout as delay } from 'node:timers/promises';
import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { detailOf, type SoakEvent } from './soak-events.ts';

const batchSize = 10;
const lanes = 4;
const afterFailureMs = 50;
/** Publishing waits while so many messages wait in the queue. */
const longestBacklog = 3_000;
const backlogLookMs = 250;

export interface PublisherOptions {
  readonly eventBridge: EventBridgeClient;
  readonly eventBusName: string;
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly eventOf: (index: number) => SoakEvent;
  /** Messages that wait for a worker. */
  readonly backlog: () => Promise<number>;
  readonly onPublished: (count: number) => void;
}

/** Publishes all events at a bounded rate, as a producer does: what EventBridge refuses is put again. @returns each event's number by its id */
export async function publishAll(options: PublisherOptions): Promise<Map<string, number>> {
  const { eventBridge, eventBusName, events, eventsPerSecond, eventOf, onPublished } = options;
  const ids = new Map<string, number>();
  const startMs = performance.now();
  let next = 0;
  let pausedMs = 0;
  let isOver = false;
  let isPaused = false;

  const watch = async (): Promise<void> => {
    while (!isOver) {
      isPaused = (await options.backlog()) > longestBacklog;
      if (isPaused) pausedMs += backlogLookMs;
      await delay(backlogLookMs);
    }
  };
  const entryOf = (index: number): PutEventsRequestEntry => {
    const event = eventOf(index);
    return { EventBusName: eventBusName, Source: 'soak', DetailType: event.type, Detail: detailOf(event) };
  };
  const put = async (indexes: readonly number[]): Promise<void> => {
    let left = [...indexes];
    while (left.length > 0) {
      const { Entries = [] } = await eventBridge.send(new PutEventsCommand({ Entries: left.map(entryOf) }));
      const refused: number[] = [];
      for (const [i, index] of left.entries()) {
        const id = Entries[i]?.EventId;
        if (id === undefined) refused.push(index);
        else ids.set(id, index);
      }
      onPublished(left.length - refused.length);
      left = refused;
      if (left.length > 0) await delay(afterFailureMs);
    }
  };
  const lane = async (): Promise<void> => {
    while (next < events) {
      const first = next;
      next = Math.min(events, next + batchSize);
      const last = next;
      const dueMs = startMs + pausedMs + (first / eventsPerSecond) * 1_000;
      await delay(Math.max(0, dueMs - performance.now()));
      while (isPaused) await delay(backlogLookMs);
      await put(Array.from({ length: last - first }, (_, i) => first + i));
    }
  };
  const watching = watch();
  await Promise.all(Array.from({ length: lanes }, lane));
  isOver = true;
  await watching;
  return ids;
}
