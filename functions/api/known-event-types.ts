import type { FaultText } from '../domain/errors.ts';
import { eventTypeNames, unknownEventType } from '../domain/event-catalog.ts';
import { builtInEventTypes } from '../domain/event-types/built-in-event-types.ts';
import type { JsonSchema } from '../domain/event-types/event-schema-parts.ts';
import type { EventTypeStore } from '../domain/event-types/event-type-store.ts';

/** So long a deleted type may still be taken for one of the catalog. */
const cacheMs = 5_000;

const builtIn: ReadonlySet<string> = new Set(eventTypeNames);
const none: ReadonlySet<string> = new Set();
/** To find a near name costs, and nobody reads more faults at once. */
const maxExplained = 20;

/** The names of the whole catalog, deprecated ones too: those that come with Finehook, and those that are stored. */
export class KnownEventTypes {
  readonly #store: Pick<EventTypeStore, 'names' | 'find'>;
  readonly #now: () => number;
  #read: { readonly names: ReadonlySet<string>; readonly untilMs: number } | undefined;

  /** @param now milliseconds since 1970 */
  constructor(store: Pick<EventTypeStore, 'names' | 'find'>, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /**
   * What to say of each name that is in no catalog. The stored names are remembered for 5 seconds; one that is not among
   * them is looked up anew, for it may just have been added.
   */
  async faultsOf(names: readonly string[]): Promise<ReadonlyMap<string, FaultText>> {
    const asked = names.filter(name => !builtIn.has(name));
    if (asked.length === 0) return new Map();
    const remembered = this.#read !== undefined && this.#now() < this.#read.untilMs ? this.#read.names : none;
    if (asked.every(name => remembered.has(name))) return new Map();
    const stored = await this.#readNames();
    const unknown = asked.filter(name => !stored.has(name)).slice(0, maxExplained);
    const all = [...new Set([...eventTypeNames, ...stored])];
    return new Map(unknown.map(name => [name, unknownEventType(name, all)]));
  }

  /**
   * What the events of these types look like, as far as the catalog says.
   * @param names `undefined`: all types; nothing is known of them once there are other ones than those that come with Finehook
   */
  async schemasOf(names: readonly string[] | undefined): Promise<JsonSchema[]> {
    const isRemembered = this.#read !== undefined && this.#now() < this.#read.untilMs;
    const stored = isRemembered ? (this.#read?.names ?? none) : await this.#readNames();
    if (names === undefined) {
      return stored.size > 0 ? [] : [...builtInEventTypes.values()].map(({ schema }) => schema);
    }
    const types = await Promise.all(
      names.map(name => (stored.has(name) ? this.#store.find(name) : builtInEventTypes.get(name))),
    );
    return types.flatMap(type => (type === undefined ? [] : [type.schema]));
  }

  async #readNames(): Promise<ReadonlySet<string>> {
    const untilMs = this.#now() + cacheMs;
    const names = new Set(await this.#store.names());
    this.#read = { names, untilMs };
    return names;
  }
}
