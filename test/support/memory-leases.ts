import type { Leases } from '../../functions/domain/ports.ts';

/** Leases in memory, of one holder each. */
export class MemoryLeases implements Leases {
  readonly taken: Map<string, { readonly holder: string; readonly untilMs: number }>;
  readonly #now: () => number;
  readonly #holder: string;

  /** @param taken shared by all holders */
  constructor(now: () => number, holder = 'me', taken: MemoryLeases['taken'] = new Map()) {
    this.#now = now;
    this.#holder = holder;
    this.taken = taken;
  }

  async take(name: string, untilMs: number): Promise<boolean> {
    const lease = this.taken.get(name);
    if (lease !== undefined && lease.holder !== this.#holder && lease.untilMs > this.#now()) return false;
    this.taken.set(name, { holder: this.#holder, untilMs });
    return true;
  }

  async giveBack(name: string): Promise<void> {
    if (this.taken.get(name)?.holder === this.#holder) this.taken.delete(name);
  }
}
