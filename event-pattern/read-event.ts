import { InvalidJsonError } from './invalid-json-error.ts';
import { JsonCursor } from './json-cursor.ts';
import {
  type ArrayMembership,
  type EventDocument,
  EventLeaf,
  InvalidEventError,
  invalidEvent,
} from './parse-event.ts';
import { canBeginBelow, type PathPlace, type PathTree, placeBelow } from './path-tree.ts';

/**
 * Reads the text of an event as `parseEvent` does, but only the leaves that some of the paths name: most of the time
 * goes into leaves that nobody asks for.
 */
export function readEvent(source: string, paths: PathTree): EventDocument {
  const reading = new Reading(source);
  try {
    reading.event(paths.root);
  } catch (error) {
    if (error instanceof InvalidJsonError) throw invalidEvent(error);
    throw error;
  }
  return reading;
}

const NOWHERE: ArrayMembership = [];

class Reading implements EventDocument {
  readonly leaves = new Map<string, EventLeaf[]>();
  hasMembership = false;
  readonly #cursor: JsonCursor;
  #arrays = 0;

  constructor(source: string) {
    this.#cursor = new JsonCursor(source);
  }

  event(root: PathPlace): void {
    const cursor = this.#cursor;
    const isObject = cursor.begins(0) === 'object';
    if (isObject) this.#value(root, NOWHERE, 0);
    else cursor.skip(0);
    cursor.end();
    if (!isObject) throw new InvalidEventError('Event must be a JSON object');
  }

  #value(place: PathPlace, membership: ArrayMembership, depth: number): void {
    const cursor = this.#cursor;
    switch (cursor.begins(depth)) {
      case 'object':
        for (let more = cursor.entersObject(); more; more = cursor.hasNextMember()) {
          this.#member(place, membership, depth + 1);
        }
        break;
      case 'array':
        this.#array(place, membership, depth);
        break;
      case 'scalar':
        this.#leaf(new EventLeaf(cursor.scalar(), membership), place.path);
    }
  }

  #member(place: PathPlace, membership: ArrayMembership, depth: number): void {
    const cursor = this.#cursor;
    let below: PathPlace | undefined;
    if (canBeginBelow(place, cursor.keyBegins())) below = placeBelow(place, cursor.key());
    else cursor.skipKey();
    if (below !== undefined) this.#value(below, membership, depth);
    else cursor.skip(depth);
  }

  #array(place: PathPlace, membership: ArrayMembership, depth: number): void {
    const cursor = this.#cursor;
    const array = this.#arrays++;
    let index = 0;
    for (let more = cursor.entersArray(); more; more = cursor.hasNextItem()) {
      // A scalar that is itself an element binds nothing.
      const binds = cursor.begins(depth + 1) !== 'scalar';
      this.#value(place, binds ? [...membership, array, index] : membership, depth + 1);
      index++;
    }
  }

  #leaf(leaf: EventLeaf, path: string): void {
    if (leaf.membership.length > 0) this.hasMembership = true;
    const known = this.leaves.get(path);
    if (known === undefined) this.leaves.set(path, [leaf]);
    else known.push(leaf);
  }
}
