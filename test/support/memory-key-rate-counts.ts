import type { KeyRateCounts } from '../../functions/domain/key-rate.ts';

/** Counts in memory. */
export class MemoryKeyRateCounts implements KeyRateCounts {
  /** Calls so far: on AWS each is a write. */
  calls = 0;
  /** Thrown by the next calls, if set. */
  failure: Error | undefined;
  readonly #counts = new Map<string, number>();

  async add(keyId: string, windowStartMs: number, requests: number): Promise<number> {
    this.calls++;
    if (this.failure !== undefined) throw this.failure;
    const name = `${keyId} ${windowStartMs}`;
    const count = (this.#counts.get(name) ?? 0) + requests;
    this.#counts.set(name, count);
    return count;
  }
}
