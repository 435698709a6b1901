import { FinehookError, noAnswer } from './finehook-error.ts';

/** Randomness and waiting. */
export interface Timing {
  /** 0 ≤ random < 1 */
  readonly random: () => number;
  /** @throws the signal's reason as soon as it is aborted */
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

const baseMs = 250;
const capMs = 5_000;
/** Longer than a key's window; who asks for more, such as until midnight, is not waited for. */
const longestRetryAfterSeconds = 30;

/** The call may have been done, or nobody had time for it: to send it again is safe only where twice is once. */
const passing: ReadonlySet<string> = new Set([noAnswer, 'idempotency-key-in-use']);

/**
 * How long to wait before a failed call is sent again: full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), no earlier than `Retry-After` says.
 * @param isRepeatable whether twice is once: a read, or a creation with an idempotency key
 * @param tries how often it was sent
 * @returns `undefined` when it should not
 */
export function retryWaitMs(
  error: unknown,
  { isRepeatable, tries }: { readonly isRepeatable: boolean; readonly tries: number },
  random: () => number,
): number | undefined {
  if (!isRepeatable || !(error instanceof FinehookError)) return undefined;
  const { status, code, retryAfterSeconds = 0 } = error;
  if (status !== 429 && status !== 503 && !passing.has(code)) return undefined;
  if (retryAfterSeconds > longestRetryAfterSeconds) return undefined;
  return retryAfterSeconds * 1000 + Math.floor(random() * Math.min(capMs, baseMs * 2 ** (tries - 1)));
}

export const realTiming: Timing = {
  random: Math.random,
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', end);
        resolve();
      }, ms);
      if (signal?.aborted) end();
      else signal?.addEventListener('abort', end, { once: true });
    }),
};
