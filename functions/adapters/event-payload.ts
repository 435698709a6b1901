import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Item } from './dynamodb-client.ts';
import { optionalNumber, requiredText } from './item-fields.ts';

/** Below DynamoDB's 400 KB an item, with room for a delivery's attempts of 4 KiB each. */
const maxPartBytes = 300_000;

/** An event as it is kept with its delivery. */
export interface Payload {
  /** Attributes for the delivery's own record. */
  readonly fields: Item;
  /** Further items for what is too large for it; they have to be written before the record. */
  readonly partItems: readonly Item[];
}

function partKey(record: Item, index: number): Item {
  const id = requiredText(record, 'sk');
  return { pk: { S: `${requiredText(record, 'pk')}#payload` }, sk: { S: `${id}#${index}` } };
}

/**
 * The event's text, compressed with zstd.
 * @param record the delivery's item, for its key. The parts get no time to live: see `letExpire`.
 */
export function payloadOf(record: Item, eventText: string): Payload {
  const bytes = zstdCompressSync(eventText);
  if (bytes.length <= maxPartBytes) return { fields: { payload: { B: bytes } }, partItems: [] };
  const partItems: Item[] = [];
  for (let start = 0; start < bytes.length; start += maxPartBytes) {
    partItems.push({
      ...partKey(record, partItems.length),
      payload: { B: bytes.subarray(start, start + maxPartBytes) },
    });
  }
  return { fields: { payloadParts: { N: String(partItems.length) } }, partItems };
}

/** Keys of the further items that hold this record's payload. */
export function partKeysOf(record: Item): Item[] {
  const parts = optionalNumber(record, 'payloadParts') ?? 0;
  return Array.from({ length: parts }, (_, index) => partKey(record, index));
}

/**
 * @param partItems the items of `partKeysOf`, in any order
 * @returns `undefined` when the record has no payload, a part is missing, or what is there cannot be decompressed
 */
export function eventTextOf(record: Item, partItems: readonly Item[]): string | undefined {
  const whole = record.payload?.B;
  if (whole !== undefined) return textOf(whole);
  const byKey = new Map(partItems.map(item => [requiredText(item, 'sk'), item.payload?.B]));
  const parts: Uint8Array[] = [];
  for (const key of partKeysOf(record)) {
    const part = byKey.get(requiredText(key, 'sk'));
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts.length === 0 ? undefined : textOf(Buffer.concat(parts));
}

function textOf(compressed: Uint8Array): string | undefined {
  try {
    return zstdDecompressSync(compressed).toString('utf8');
  } catch {
    return undefined;
  }
}
