import type { DirectoryEntry, DirectoryKey, DirectoryStore } from '../domain/directory.ts';
import { idsShown, namesFrom } from '../domain/payload-formats/names.ts';
import type { Names } from '../domain/payload-formats/payload-format.ts';
import type { Log } from '../domain/ports.ts';
import type { FinehookEvent } from '../domain/queue-message.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { After } from './dependencies.ts';

/** How long a name may be out of date, or missing. */
const maxAgeMs = 60_000;
/** Names kept; beyond it the one read longest ago goes. */
const maxEntries = 10_000;
/** A delivery waits for names no longer than this, so that no worker counts as held up by it: then people see ids. */
const patienceMs = 200;
/** After a failure or a wait in vain nobody asks for so long, so that a batch is not held up again and again. */
const restMs = 10_000;

export interface NameCacheOptions {
  readonly directory: Pick<DirectoryStore, 'find'>;
  readonly log: Log;
  readonly after: After;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Kept {
  readonly entry: DirectoryEntry | undefined;
  readonly untilMs: number;
}

function placeOf({ companyId, kind, id }: DirectoryKey): string {
  return JSON.stringify([companyId, kind, id]);
}

/** Names for messages that people read, as they were a moment ago. It never fails: what is not known is shown by its id. */
export class NameCache {
  readonly #options: NameCacheOptions;
  readonly #kept = new Map<string, Kept>();
  #restsUntilMs = 0;

  constructor(options: NameCacheOptions) {
    this.#options = options;
  }

  /** Names of what the message of an event shows; none for formats that programs read. */
  async of(state: WebhookState, event: FinehookEvent): Promise<Names> {
    const keys = idsShown(state.webhook.format, { state, event });
    const missing = keys.filter(key => this.#known(key) === undefined);
    if (missing.length > 0 && this.#options.now() >= this.#restsUntilMs) await this.#read(missing);
    return namesFrom(keys.flatMap(key => this.#known(key)?.entry ?? []));
  }

  #known(key: DirectoryKey): Kept | undefined {
    const kept = this.#kept.get(placeOf(key));
    return kept !== undefined && this.#options.now() < kept.untilMs ? kept : undefined;
  }

  /** Reads as long as a delivery may wait; what comes later is kept for the next one. */
  async #read(keys: readonly DirectoryKey[]): Promise<void> {
    const { after } = this.#options;
    const { promise: waitedEnough, resolve } = Promise.withResolvers<'waited'>();
    const cancel = after(patienceMs, () => resolve('waited'));
    const outcome = await Promise.race([this.#keepNames(keys), waitedEnough]);
    cancel();
    if (outcome === 'waited') this.#rest('names took too long to look up', undefined);
  }

  async #keepNames(keys: readonly DirectoryKey[]): Promise<'read'> {
    const { directory, now } = this.#options;
    const untilMs = now() + maxAgeMs;
    try {
      const entries = new Map((await directory.find(keys)).map(entry => [placeOf(entry), entry]));
      for (const key of keys) this.#keep(placeOf(key), { entry: entries.get(placeOf(key)), untilMs });
    } catch (error) {
      this.#rest('names could not be looked up', error);
    }
    return 'read';
  }

  #rest(message: string, error: unknown): void {
    this.#restsUntilMs = this.#options.now() + restMs;
    this.#options.log.warn(message, { error });
  }

  #keep(place: string, kept: Kept): void {
    this.#kept.delete(place);
    this.#kept.set(place, kept);
    if (this.#kept.size <= maxEntries) return;
    for (const oldest of this.#kept.keys()) {
      this.#kept.delete(oldest);
      return;
    }
  }
}
