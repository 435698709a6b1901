/** What was found is good for so long: a revoked key or an ended session works at most this much longer. */
const maxAgeMs = 5_000;
const maxEntries = 1_000;

/** Looks something up by a hash and remembers what was found for 5 seconds; what was not found, never: a new one works at once. */
export class Recent<Value> {
  readonly #look: (hash: string) => Promise<Value | undefined>;
  readonly #now: () => number;
  readonly #entries = new Map<string, { readonly value: Value; readonly untilMs: number }>();

  constructor(look: (hash: string) => Promise<Value | undefined>, now: () => number) {
    this.#look = look;
    this.#now = now;
  }

  async find(hash: string): Promise<Value | undefined> {
    const known = this.#entries.get(hash);
    if (known !== undefined && known.untilMs > this.#now()) return known.value;
    const value = await this.#look(hash);
    if (this.#entries.size >= maxEntries) this.#entries.clear();
    if (value === undefined) this.#entries.delete(hash);
    else this.#entries.set(hash, { value, untilMs: this.#now() + maxAgeMs });
    return value;
  }

  /** What is remembered has changed; it is remembered no longer than before. */
  replace(hash: string, value: Value): void {
    const known = this.#entries.get(hash);
    if (known !== undefined) this.#entries.set(hash, { ...known, value });
  }
}
