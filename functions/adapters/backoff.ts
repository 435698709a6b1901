import { setTimeout as sleep } from 'node:timers/promises';

/** What calls to AWS need of the world around them. */
export interface Timing {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 0 ≤ random < 1 */
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

export const realTiming: Timing = { now: Date.now, random: Math.random, wait: ms => sleep(ms) };

const baseMs = 25;
const capMs = 2000;

/**
 * Full jitter, https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * @param retry 0 for the first retry
 */
export function fullJitterMs(retry: number, random: number): number {
  return Math.floor(random * Math.min(capMs, baseMs * 2 ** retry));
}
