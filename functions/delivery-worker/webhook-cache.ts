import type { WebhookStore } from '../domain/ports.ts';
import { workerCacheMs } from '../domain/rotate-secret.ts';
import type { WebhookState } from '../domain/webhook.ts';

export interface WebhookCacheOptions {
  /** How long a webhook may be out of date: pause, disable and withdrawn grants reach a warm worker within it. @default 5000 */
  readonly maxAgeMs?: number;
  /** The same for "there is no such webhook". @default 1000 */
  readonly maxAgeOfMissingMs?: number;
  /** Webhooks kept, one more for each 100 project ids of a filter; beyond it those read longest ago go. @default 2000 */
  readonly maxEntries?: number;
}

interface Entry {
  readonly startedAtMs: number;
  readonly state: Promise<WebhookState | undefined>;
  /** For how many it counts. */
  weight: number;
  /** `Infinity` while the lookup is under way: everybody who asks meanwhile waits for the same one. */
  expiresAtMs: number;
}

/**
 * Webhooks as they were read a moment ago. A webhook's age counts from the start of its lookup, so it is never older
 * than it says. Lookups that fail are not kept.
 */
export class WebhookCache {
  readonly #store: Pick<WebhookStore, 'find'>;
  readonly #now: () => number;
  readonly #maxAgeMs: number;
  readonly #maxAgeOfMissingMs: number;
  readonly #maxEntries: number;
  readonly #entries = new Map<string, Entry>();
  #weight = 0;

  constructor(store: Pick<WebhookStore, 'find'>, now: () => number, options: WebhookCacheOptions = {}) {
    this.#store = store;
    this.#now = now;
    this.#maxAgeMs = options.maxAgeMs ?? workerCacheMs;
    this.#maxAgeOfMissingMs = options.maxAgeOfMissingMs ?? 1000;
    this.#maxEntries = options.maxEntries ?? 2000;
  }

  find(id: string): Promise<WebhookState | undefined> {
    const known = this.#entries.get(id);
    return known !== undefined && this.#now() < known.expiresAtMs ? known.state : this.findFresh(id);
  }

  /** Reads the webhook unless that was done since this time. */
  findSince(id: string, sinceMs: number): Promise<WebhookState | undefined> {
    const known = this.#entries.get(id);
    return known !== undefined && known.startedAtMs > sinceMs ? known.state : this.findFresh(id);
  }

  /** Reads the webhook whatever is known, and keeps what it finds. */
  findFresh(id: string): Promise<WebhookState | undefined> {
    const startedAtMs = this.#now();
    const entry: Entry = {
      startedAtMs,
      weight: 1,
      state: this.#store.find(id),
      expiresAtMs: Number.POSITIVE_INFINITY,
    };
    this.#keep(id, entry);
    entry.state.then(
      state => {
        entry.expiresAtMs = startedAtMs + (state === undefined ? this.#maxAgeOfMissingMs : this.#maxAgeMs);
        this.#weigh(id, entry, state);
      },
      () => {
        if (this.#entries.get(id) === entry) this.forget(id);
      },
    );
    return entry.state;
  }

  /** This instance has just changed the webhook. A lookup that began before is not kept either. */
  forget(id: string): void {
    this.#weight -= this.#entries.get(id)?.weight ?? 0;
    this.#entries.delete(id);
  }

  #keep(id: string, entry: Entry): void {
    // Forgotten first, so that a Map's order of insertion is the order of reading.
    this.forget(id);
    this.#entries.set(id, entry);
    this.#weight += entry.weight;
    this.#makeRoom();
  }

  #weigh(id: string, entry: Entry, state: WebhookState | undefined): void {
    if (state === undefined || this.#entries.get(id) !== entry) return;
    const weight = weightOf(state);
    this.#weight += weight - entry.weight;
    entry.weight = weight;
    this.#makeRoom();
  }

  #makeRoom(): void {
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#maxEntries || this.#entries.size === 1) return;
      this.forget(oldest);
    }
  }
}

const idsPerWeight = 100;

/** A filter of 5,000 projects takes some 400 KB. */
function weightOf({ webhook }: WebhookState): number {
  const ids = webhook.filter.anyOf
    .flatMap(({ companies }) => companies)
    .reduce((sum, { projectIds }) => sum + (projectIds === '*' ? 0 : projectIds.length), 0);
  return 1 + Math.floor(ids / idsPerWeight);
}
