import { type Caller, nounOf } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { type KeyRate, type KeyRateCounts, windowStartMs } from '../domain/key-rate.ts';
import type { Log } from '../domain/ports.ts';

/** Keys of which an instance remembers the window it is in. */
const maxRemembered = 1_000;

/** No instance takes more than this part of a window's quota at a time: what it does not use is lost to the others. */
const largestShare = 1 / 20;

export interface KeyRateDeps {
  readonly rate: KeyRate;
  readonly counts: KeyRateCounts;
  readonly now: () => number;
  readonly log: Log;
}

/** What an instance knows of a key in a window. */
interface Window {
  readonly startMs: number;
  /** What was counted by everybody when this instance last counted. */
  counted: number;
  /** Requests that this instance has counted and not let through yet. */
  left: number;
  /** How many it counts the next time. */
  next: number;
}

/** @returns the headers that tell where the key stands @throws ProblemError `too-many-requests`, with the same headers */
export type AdmitKey = (caller: Pick<Caller, 'id' | 'kind'>) => Promise<Readonly<Record<string, string>>>;

/**
 * A quota a window, counted by all instances together. An instance counts one request, then two, four, … at once while the same window
 * goes on, so that a busy key costs few writes; a key that has used its quota up costs none (docs/decisions/http-manners.md).
 */
export function keyRateLimit({ rate, counts, now, log }: KeyRateDeps): AdmitKey {
  const windows = new Map<string, Window>();
  const most = Math.max(1, Math.floor(rate.quota * largestShare));

  return async caller => {
    const { id: keyId } = caller;
    const nowMs = now();
    const window = windowOf(keyId, nowMs);
    try {
      if (window.left === 0 && window.counted < rate.quota) await count(keyId, window);
    } catch (error) {
      // A limit that cannot be counted stops nobody: the stage's own limit holds all the same.
      log.warn('requests of a key were not counted', { keyId, error });
      return { 'ratelimit-policy': policyField(rate) };
    }
    const resetSeconds = Math.max(1, Math.ceil((window.startMs + rate.windowMs - nowMs) / 1000));
    if (window.left === 0) {
      throw new ProblemError(
        'too-many-requests',
        `This ${nounOf(caller)} has used up its ${rate.quota} requests; the next ones are taken in ${resetSeconds} s.`,
        [],
        { retryAfter: String(resetSeconds), ...fields(0, resetSeconds) },
      );
    }
    window.left--;
    return fields(Math.max(0, rate.quota - window.counted) + window.left, resetSeconds);
  };

  function fields(remaining: number, resetSeconds: number): Record<string, string> {
    return {
      'ratelimit-policy': policyField(rate),
      ratelimit: `"key";r=${remaining};t=${resetSeconds}`,
    };
  }

  function windowOf(keyId: string, nowMs: number): Window {
    const startMs = windowStartMs(rate, nowMs);
    const known = windows.get(keyId);
    if (known?.startMs === startMs) return known;
    if (windows.size >= maxRemembered) windows.clear();
    const window = { startMs, counted: 0, left: 0, next: 1 };
    windows.set(keyId, window);
    return window;
  }

  async function count(keyId: string, window: Window): Promise<void> {
    const wanted = window.next;
    window.next = Math.min(2 * wanted, most);
    window.counted = await counts.add(keyId, window.startMs, wanted);
    window.left += Math.max(0, Math.min(wanted, rate.quota - (window.counted - wanted)));
  }
}

/**
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-11: `q` requests in `w` seconds; `r` are left for `t` seconds.
 */
function policyField({ quota, windowMs }: KeyRate): string {
  return `"key";q=${quota};w=${Math.max(1, Math.ceil(windowMs / 1000))}`;
}
