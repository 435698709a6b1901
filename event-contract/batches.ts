/** What of an entry of PutEvents counts for its size. */
export interface SizedEntry {
  readonly Source: string;
  readonly DetailType: string;
  /** JSON text. */
  readonly Detail: string;
  readonly Time?: Date;
  readonly Resources?: readonly string[];
}

/** Of one call: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const maxEntries = 10;
/** Of all entries of one call together, in bytes: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const maxBytes = 1_048_576;
const timeBytes = 14;

/** An entry's size in bytes, as EventBridge counts it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
export function entryBytes({ Source, DetailType, Detail, Time, Resources = [] }: SizedEntry): number {
  const textBytes = [Source, DetailType, Detail, ...Resources].reduce(
    (sum, text) => sum + Buffer.byteLength(text),
    0,
  );
  return textBytes + (Time === undefined ? 0 : timeBytes);
}

/** Consecutive entries together, as many as one PutEvents call takes. One that is too large alone stands alone. */
export function toBatches<Entry extends SizedEntry>(entries: readonly Entry[]): Entry[][] {
  const batches: Entry[][] = [];
  let batch: Entry[] = [];
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
