import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { realTiming, type Timing } from '../api/retry.ts';

/** What the command touches but for files, so that tests can stand in for it. */
export interface Surroundings {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard input, whole. */
  readonly readInput: () => Promise<Uint8Array>;
  readonly fetch: typeof fetch;
  /** Of requests that are sent again. */
  readonly timing: Timing;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Ends early, without an error, when the signal is aborted. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From this call on, Ctrl-C aborts the signal instead of ending the process. */
  readonly interruption: () => AbortSignal;
}

/** The process's own. */
export const surroundings: Surroundings = {
  out: line => console.log(line),
  err: line => console.error(line),
  env: process.env,
  readInput: () => buffer(process.stdin),
  fetch,
  timing: realTiming,
  now: Date.now,
  async wait(ms, signal) {
    try {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      if (signal?.aborted !== true) throw error;
    }
  },
  interruption() {
    const asked = new AbortController();
    // A second Ctrl-C ends the process at once.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => asked.abort());
    return asked.signal;
  },
};
