import type { WebhookStore } from '../domain/ports.ts';
import { workerCacheMs } from '../domain/rotate-secret.ts';
import type { WebhookState } from '../domain/webhook.ts';

export interface WebhookCacheOptions {
  /** How long a webhook may be out of date: pause, disable and withdrawn grants reach a warm worker within it. @default 5000 */
  readonly maxAgeMs?: number;
  /** The same for "there is no such webhook". @default 1000 */
  readonly maxAgeOfMissingMs?: number;
  /** Webhooks kept; beyond it the one read longest ago goes. @default 2000 */
  readonly maxEntries?: number;
}

interface Entry {
  readonly startedAtMs: number;
  readonly state: Promise<WebhookState | undefined>;
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
    const entry: Entry = { startedAtMs, state: this.#store.find(id), expiresAtMs: Number.POSITIVE_INFINITY };
    this.#keep(id, entry);
    entry.state.then(
      state => {
        entry.expiresAtMs = startedAtMs + (state === undefined ? this.#maxAgeOfMissingMs : this.#maxAgeMs);
      },
      () => {
        if (this.#entries.get(id) === entry) this.#entries.delete(id);
      },
    );
    return entry.state;
  }

  /** This instance has just changed the webhook. A lookup that began before is not kept either. */
  forget(id: string): void {
    this.#entries.delete(id);
  }

  #keep(id: string, entry: Entry): void {
    // Deleted first, so that a Map's order of insertion is the order of reading.
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    if (this.#entries.size <= this.#maxEntries) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }
}
