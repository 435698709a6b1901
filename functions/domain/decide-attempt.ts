import type { Attempt } from './delivery.ts';
import { retryAfterMs } from './retry-after.ts';

/** Attempts of one run; four waits lie between them. */
export const maxAttempts = 5;

/** SQS hides a message by ChangeMessageVisibility; waits above this are kept in the table, so that the queue stays short. */
export const maxWaitInQueueMs = 900_000;

/** Share of a wait that chance may take off, so that deliveries that failed together do not come back together. */
const jitterShare = 0.2;
const restSpreadShare = 0.1;

/** Answers that say the call itself is wrong: another try cannot help, and the receiver is healthy. */
const refusals: ReadonlySet<number> = new Set([400, 413, 415, 422]);
/** RFC 9110 §15.5.11 */
export const goneStatus = 410;

/** What an attempt means for its delivery and its webhook. */
export type AttemptDecision =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly waitMs: number; readonly where: 'queue' | 'table' }
  | { readonly kind: 'failed'; readonly disable: 'failures' | 'gone' | null };

export interface AttemptFacts {
  readonly attempt: Pick<Attempt, 'status' | 'retryAfter'>;
  /** This one included: 1 to 5. */
  readonly attemptsInRun: number;
  /** The four waits between five attempts. */
  readonly retryDelaysMs: readonly number[];
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** 0 ≤ random < 1 */
  readonly random: number;
  /** The webhook has another URL by now: what the called one said is no word of the new one. @default false */
  readonly urlHasChanged?: boolean;
}

/**
 * Whether the receiver took it: a 2xx status says so, whatever became of the body behind it (RFC 9110 §15.3). The
 * attempt's `error` may still tell of that body.
 */
export function isSuccess({ status }: Pick<Attempt, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** Never earlier than the receiver asked for, and not all at the same moment. */
function spread(restMs: number, random: number): number {
  return Math.round(restMs * (1 + restSpreadShare * random));
}

export function decideAttempt({
  attempt,
  attemptsInRun,
  retryDelaysMs,
  nowMs,
  random,
  urlHasChanged = false,
}: AttemptFacts): AttemptDecision {
  const { status } = attempt;
  if (isSuccess(attempt)) return { kind: 'delivered' };
  if (status === goneStatus && !urlHasChanged) return { kind: 'failed', disable: 'gone' };
  if (status !== null && refusals.has(status)) return { kind: 'failed', disable: null };
  const delayMs = retryDelaysMs[attemptsInRun - 1];
  if (attemptsInRun >= maxAttempts || delayMs === undefined) {
    return { kind: 'failed', disable: urlHasChanged ? null : 'failures' };
  }
  const ownWaitMs = Math.round(delayMs * (1 - jitterShare * random));
  const waitMs = Math.max(ownWaitMs, spread(retryAfterMs(attempt.retryAfter, nowMs) ?? 0, random));
  return { kind: 'retry', waitMs, where: waitMs <= maxWaitInQueueMs ? 'queue' : 'table' };
}
