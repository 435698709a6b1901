import type { Api } from './api.ts';
import { collect } from './pages.ts';

/** Deliveries are sorted by the second of their event, and may be recorded a while after it. */
const windowMs = 5 * 60_000;

/** Finds the deliveries of a webhook that were not there at the look before. */
export class NewDeliveries {
  readonly #api: Api;
  readonly #webhookId: string;
  readonly #now: () => number;
  /** Of the window. */
  #seen: Set<string>;

  private constructor(api: Api, webhookId: string, now: () => number) {
    this.#api = api;
    this.#webhookId = webhookId;
    this.#now = now;
    this.#seen = new Set();
  }

  /** What is there already is not new. */
  static async since(api: Api, webhookId: string, now: () => number): Promise<NewDeliveries> {
    const deliveries = new NewDeliveries(api, webhookId, now);
    deliveries.#seen = new Set(await deliveries.#ids());
    return deliveries;
  }

  /** Passes their ids on, oldest first. One that `pass` rejects for, and those after it, are passed on at the next look. */
  async look(pass: (id: string) => Promise<void>): Promise<void> {
    const ids = await this.#ids();
    const found = ids.filter(id => !this.#seen.has(id));
    this.#seen = new Set(ids.filter(id => this.#seen.has(id)));
    for (const id of found.reverse()) {
      await pass(id);
      this.#seen.add(id);
    }
  }

  /** Newest first. */
  async #ids(): Promise<string[]> {
    const from = new Date(this.#now() - windowMs).toISOString();
    const { items } = await collect(
      page => this.#api.listDeliveries({ id: this.#webhookId, from, ...page }),
      { limit: Number.POSITIVE_INFINITY, cursor: undefined },
    );
    return items.map(({ id }) => id);
  }
}
