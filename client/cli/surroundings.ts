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
  readonly wait: (ms: number) => Promise<void>;
  /** From this call on, Ctrl-C ends a loop instead of the process. */
  readonly interruption: () => { readonly isAsked: boolean };
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
  wait: ms => wait(ms),
  interruption() {
    const asked = { isAsked: false };
    // A second Ctrl-C ends the process at once.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        asked.isAsked = true;
      });
    }
    return asked;
  },
};
