import { messageOf } from '../local-run.ts';
import type { EventEntry } from './event-entries.ts';

/** PutEvents: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const maxEntries = 10;
export const maxBytes = 1_048_576;
const timeBytes = 14;

/** What PutEvents says of one entry. */
export interface PutResult {
  readonly EventId?: string | undefined;
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}

/** @returns a result per entry, in order */
export type PutEntries = (entries: readonly EventEntry[]) => Promise<readonly PutResult[]>;

export interface Refusal {
  readonly index: number;
  readonly reason: string;
}

export interface Published {
  /** In the order of the entries; `undefined` where EventBridge refused. */
  readonly eventIds: readonly (string | undefined)[];
  readonly refusals: readonly Refusal[];
  /** A call that failed as a whole: nothing is known of the entries from this index on. */
  readonly broken?: Refusal;
}

/** An entry's size as EventBridge counts it. */
export function entryBytes({ Source, DetailType, Detail, Time, Resources }: EventEntry): number {
  const texts = [Source, DetailType, Detail, ...(Resources ?? [])];
  const textBytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return textBytes + (Time === undefined ? 0 : timeBytes);
}

/** Consecutive entries together, as many as one PutEvents call takes. One that is too large alone stands alone. */
export function toBatches(entries: readonly EventEntry[]): EventEntry[][] {
  const batches: EventEntry[][] = [];
  let batch: EventEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = entryBytes(entry);
    if (batch.length > 0 && (batch.length === maxEntries || bytes + size > maxBytes)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

/** One batch after the other, so that events get onto the bus in their order. PutEvents fails with HTTP 200, entry by entry. */
export async function sendEntries(put: PutEntries, entries: readonly EventEntry[]): Promise<Published> {
  const eventIds: (string | undefined)[] = [];
  const refusals: Refusal[] = [];
  for (const batch of toBatches(entries)) {
    let results: readonly PutResult[];
    try {
      results = await put(batch);
    } catch (error) {
      return { eventIds, refusals, broken: { index: eventIds.length, reason: messageOf(error) } };
    }
    for (const i of batch.keys()) {
      const result = results[i];
      if (result?.EventId === undefined) {
        const reason = `${result?.ErrorCode ?? 'no answer'}: ${result?.ErrorMessage ?? 'EventBridge said no more'}`;
        refusals.push({ index: eventIds.length, reason });
      }
      eventIds.push(result?.EventId);
    }
  }
  return { eventIds, refusals };
}
