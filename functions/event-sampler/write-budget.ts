const minuteMs = 60_000;

export interface WriteBudgetOptions {
  /** Writes a minute for each name. */
  readonly perMinute: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What one instance may write: a busy event type changes its kept events a few times a minute, not with every batch. */
export class WriteBudget {
  readonly #options: WriteBudgetOptions;
  /** Of this minute. */
  #spent = new Map<string, number>();
  #minute = 0;

  constructor(options: WriteBudgetOptions) {
    this.#options = options;
  }

  left(name: string): number {
    const minute = Math.floor(this.#options.now() / minuteMs);
    if (minute !== this.#minute) this.#spent = new Map();
    this.#minute = minute;
    return this.#options.perMinute - (this.#spent.get(name) ?? 0);
  }

  spend(name: string, writes: number): void {
    this.#spent.set(name, (this.#spent.get(name) ?? 0) + writes);
  }
}
