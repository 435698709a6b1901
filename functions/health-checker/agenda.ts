import type { DueCheck, WebhookStore } from '../domain/ports.ts';

const pageSize = 100;

const keyOf = ({ webhookId, dueAt }: DueCheck) => `${webhookId} ${dueAt}`;

/** What a run has still to do. What it has begun it does not begin again: what failed for our own fault is the next run's. */
export class Agenda {
  /** RFC 3339: what is due later is another run's. */
  readonly #by: string;
  readonly #begun = new Set<string>();
  /** Due again, by this run's own doing: the index may not show it yet. */
  #again: DueCheck[] = [];
  #shown: DueCheck[] = [];

  constructor(endMs: number) {
    this.#by = new Date(endMs).toISOString();
  }

  /** Asks the index anew. */
  async look(webhooks: Pick<WebhookStore, 'dueChecks'>): Promise<void> {
    this.#shown = await webhooks.dueChecks(this.#by, pageSize + this.#begun.size);
  }

  markBegun(due: DueCheck): void {
    this.#begun.add(keyOf(due));
    this.#again = this.#again.filter(other => keyOf(other) !== keyOf(due));
  }

  addAgain(due: DueCheck): void {
    if (due.dueAt <= this.#by) this.#again.push(due);
  }

  waiting(): DueCheck[] {
    const waiting = new Map([...this.#again, ...this.#shown].map(due => [keyOf(due), due]));
    for (const key of this.#begun) waiting.delete(key);
    return [...waiting.values()];
  }
}
