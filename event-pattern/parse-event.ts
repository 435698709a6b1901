import { comparableNumber } from './comparable-number.ts';
import { parseAddress } from './ip-address.ts';
import {
  InvalidJsonError,
  type JsonDocument,
  type JsonObject,
  type JsonScalar,
  parseJson,
} from './parse-json.ts';

/** The event is not a JSON object. */
export class InvalidEventError extends Error {
  override readonly name = 'InvalidEventError';
}

/**
 * Which element of which arrays a leaf is in: array number, element number, array number, … with rising array
 * numbers. A scalar that is itself an element is not in that list: it binds nothing.
 */
export type ArrayMembership = readonly number[];

/** A scalar of an event, ready to be compared. */
export class EventLeaf {
  readonly value: JsonScalar;
  readonly membership: ArrayMembership;
  /** The number's value; undefined for other kinds and for numbers that compare as text. */
  readonly number: number | undefined;
  #address: string | undefined | null = null;

  constructor(value: JsonScalar, membership: ArrayMembership) {
    this.value = value;
    this.membership = membership;
    this.number = value.kind === 'number' ? comparableNumber(value.text) : undefined;
  }

  /** The hexadecimal digits of an IP literal; found on first use, because few strings are asked for it. */
  get address(): string | undefined {
    if (this.#address === null) {
      this.#address = this.value.kind === 'string' ? parseAddress(this.value.value) : undefined;
    }
    return this.#address;
  }
}

/** An event, flattened once, to be matched against many patterns. */
export interface EventDocument {
  /** The leaves of each path, in the order of the text. */
  readonly leaves: ReadonlyMap<string, readonly EventLeaf[]>;
  /** Some leaf is an element's part, so that two fields could disagree about the element. */
  readonly hasMembership: boolean;
}

/** Reads the text of an event. Throws {@link InvalidEventError} when it is not a JSON object. */
export function parseEvent(source: string): EventDocument {
  try {
    return eventOf(parseJson(source));
  } catch (error) {
    if (error instanceof InvalidJsonError) throw invalidEvent(error);
    throw error;
  }
}

export function invalidEvent({ message }: InvalidJsonError): InvalidEventError {
  return new InvalidEventError(`Event is not valid JSON: ${message}`);
}

/** The same for a document that is already read (see `parseJson`, `documentOf`). */
export function eventOf(document: JsonDocument): EventDocument {
  if (document.kind !== 'object') throw new InvalidEventError('Event must be a JSON object');
  const flattening = new Flattening();
  flattening.object(document, undefined, NOWHERE);
  return flattening;
}

const NOWHERE: ArrayMembership = [];

class Flattening implements EventDocument {
  readonly leaves = new Map<string, EventLeaf[]>();
  hasMembership = false;
  #arrays = 0;

  object(object: JsonObject, prefix: string | undefined, membership: ArrayMembership): void {
    for (const { key, value } of object.members) {
      const path = prefix === undefined ? key : `${prefix}.${key}`;
      if (value.kind === 'object') this.object(value, path, membership);
      else if (value.kind === 'array') this.#array(value.items, path, membership);
      else this.#leaf(value, path, membership);
    }
  }

  #array(items: readonly JsonDocument[], path: string, membership: ArrayMembership): void {
    const array = this.#arrays++;
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (item?.kind === 'object') this.object(item, path, [...membership, array, index]);
      else if (item?.kind === 'array') this.#array(item.items, path, [...membership, array, index]);
      else if (item !== undefined) this.#leaf(item, path, membership);
    }
  }

  #leaf(value: JsonScalar, path: string, membership: ArrayMembership): void {
    const leaf = new EventLeaf(value, membership);
    if (membership.length > 0) this.hasMembership = true;
    const known = this.leaves.get(path);
    if (known === undefined) this.leaves.set(path, [leaf]);
    else known.push(leaf);
  }
}
