import { JsonCursor } from './json-cursor.ts';

export { InvalidJsonError, MAX_DEPTH } from './invalid-json-error.ts';

/**
 * A JSON reader that keeps what `JSON.parse` loses: the exact spelling of numbers and repeated keys. EventBridge's
 * answers depend on both (a repeated key in an event counts twice; 12345678901234567891 is not ...892).
 */

/** One member of an object; an object may have the same key more than once. */
export interface JsonMember {
  readonly key: string;
  readonly value: JsonDocument;
}

export interface JsonObject {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
}

export interface JsonArray {
  readonly kind: 'array';
  readonly items: readonly JsonDocument[];
}

/** A value without parts. A number is the text as it was written. */
export type JsonScalar =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

export type JsonDocument = JsonObject | JsonArray | JsonScalar;

/** Reads one JSON text. Throws {@link InvalidJsonError} when it is anything else. */
export function parseJson(source: string): JsonDocument {
  const cursor = new JsonCursor(source);
  const document = readValue(cursor, 0);
  cursor.end();
  return document;
}

function readValue(cursor: JsonCursor, depth: number): JsonDocument {
  switch (cursor.begins(depth)) {
    case 'object':
      return readObject(cursor, depth);
    case 'array':
      return readArray(cursor, depth);
    case 'scalar':
      return cursor.scalar();
  }
}

function readObject(cursor: JsonCursor, depth: number): JsonObject {
  const members: JsonMember[] = [];
  for (let more = cursor.entersObject(); more; more = cursor.hasNextMember()) {
    members.push({ key: cursor.key(), value: readValue(cursor, depth + 1) });
  }
  return { kind: 'object', members };
}

function readArray(cursor: JsonCursor, depth: number): JsonArray {
  const items: JsonDocument[] = [];
  for (let more = cursor.entersArray(); more; more = cursor.hasNextItem()) {
    items.push(readValue(cursor, depth + 1));
  }
  return { kind: 'array', items };
}
