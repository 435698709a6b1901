import { deriveChanges } from './derive-changes.ts';
import { isObject, type JsonObject, parseExactJson } from './exact-json.ts';

/** Longest Detail of an event, in bytes of UTF-8: what a receiver may get. */
export const maxDetailBytes = 1_000_000;

function changesOf({ changes, previousValue, currentValue }: JsonObject): JsonObject | undefined {
  if (isObject(changes)) return changes;
  if (changes !== undefined || !isObject(previousValue) || !isObject(currentValue)) return undefined;
  return deriveChanges(previousValue, currentValue);
}

/**
 * The data of an event, as `parseExactJson` reads it, with `changes` derived from `previousValue` and `currentValue` where those
 * are objects and the producer gave no `changes`, and with `changedFields`, which always names what `changes` holds: sorted by
 * code units and joined by `,`.
 */
export function withChanges(data: JsonObject): JsonObject {
  const changes = changesOf(data);
  if (changes === undefined) return data;
  return { ...data, changes, changedFields: Object.keys(changes).sort().join(',') };
}

/**
 * The Detail of an event as JSON text: its data `withChanges`. Numbers stay as JSON.stringify writes them.
 * @throws TypeError, RangeError for data that cannot be written as JSON
 */
export function detailText(data: JsonObject): string {
  const text = JSON.stringify(data);
  // Read again: dates, undefined members and whatever has a toJSON are compared as they go out.
  const written = parseExactJson(text);
  return isObject(written) ? JSON.stringify(withChanges(written)) : text;
}
