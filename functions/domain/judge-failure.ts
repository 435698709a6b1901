import type { Attempt } from './delivery.ts';
import {
  beginFailing,
  type Change,
  noteBackOff,
  noteFailure,
  noteSuccess,
  startRelease,
  stopRelease,
} from './health.ts';
import type { HealthPolicy } from './health-policy.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Failures, Health } from './webhook.ts';

/** RFC 6585 §4 */
export const tooManyRequestsStatus = 429;

/** Answers of a receiver that is well: the call itself is wrong, or comes too soon. */
const healthyRefusals: ReadonlySet<number> = new Set([400, 413, 415, 422, tooManyRequestsStatus]);

/** Whether a failed attempt says that the receiver is not well. */
export function countsToHealth({ status }: Pick<Attempt, 'status'>): boolean {
  return status === null || !healthyRefusals.has(status);
}

/** What a failed attempt means for its webhook's health. */
export type FailureVerdict =
  /** Nothing new. */
  | { readonly kind: 'nothing' }
  /** The marks change, not the status. */
  | { readonly kind: 'note'; readonly health: Health }
  /** Enough failures; only the records know whether a delivery succeeded between. @see settleThreshold */
  | { readonly kind: 'threshold'; readonly firstAt: string }
  | { readonly kind: 'fail'; readonly health: Health };

export interface FailureFacts {
  readonly health: Health;
  readonly policy: HealthPolicy;
  readonly attempt: Pick<Attempt, 'status' | 'at'>;
  readonly change: Change;
}

const nothing: FailureVerdict = { kind: 'nothing' };

function isOlderThan({ at }: Pick<Attempt, 'at'>, moment: string): boolean {
  return Date.parse(at) < Date.parse(moment);
}

function note({ health, policy, change }: FailureFacts, failures: Failures): FailureVerdict {
  return { kind: 'note', health: noteFailure(health, failures, policy, change.now) };
}

/** During a release one failure is enough: the receiver has not recovered. */
function judgeDuringRelease(facts: FailureFacts, releasingSince: string): FailureVerdict {
  const { health, policy, attempt, change } = facts;
  if (isOlderThan(attempt, releasingSince)) return nothing;
  if (health.status === 'active') return { kind: 'fail', health: beginFailing(health, policy, change) };
  return { kind: 'note', health: stopRelease(health, policy, change.now) };
}

/**
 * An attempt that began before the webhook's last transition says nothing of the time since. Failures closer together
 * than the policy's spacing are one.
 */
export function judgeFailure(facts: FailureFacts): FailureVerdict {
  const { health, policy, attempt } = facts;
  const { failures, releasingSince, status } = health;
  if (!countsToHealth(attempt) || isOlderThan(attempt, health.changedAt)) return nothing;
  if (status !== 'active' && status !== 'failing') return nothing;
  if (releasingSince !== undefined) return judgeDuringRelease(facts, releasingSince);
  if (status === 'failing') return nothing;
  const { at } = attempt;
  if (failures === undefined) {
    return note(facts, { count: 1, firstAt: at, lastAt: at });
  }
  if (Date.parse(at) - Date.parse(failures.lastAt) < policy.failureSpacingMs) return nothing;
  const count = failures.count + 1;
  if (count >= policy.failingAfter) return { kind: 'threshold', firstAt: failures.firstAt };
  return note(facts, { ...failures, count, lastAt: at });
}

/** After `threshold`. @param hasDelivered whether a delivery of the webhook succeeded since the first of the failures */
export function settleThreshold(facts: FailureFacts, hasDelivered: boolean): FailureVerdict {
  const { health, policy, attempt, change } = facts;
  const { at } = attempt;
  return hasDelivered
    ? note(facts, { count: 1, firstAt: at, lastAt: at })
    : { kind: 'fail', health: beginFailing(health, policy, change) };
}

/** Without a word of the receiver, so long it is not called after it said that there were too many calls. */
const usualRestMs = 10_000;
/** One answer does not keep all deliveries longer than this, whatever it says. */
const longestSharedRestMs = 900_000;

/**
 * 429 Too Many Requests (RFC 6585 §4) is meant for all calls of the webhook: none is made until the receiver's rest is over.
 * @returns the health to write, or `undefined` when there is nothing to write
 */
export function judgeTooMany(
  health: Health,
  { status, retryAfter }: Pick<Attempt, 'status' | 'retryAfter'>,
  nowMs: number,
): Health | undefined {
  if (status !== tooManyRequestsStatus) return undefined;
  const restMs = Math.min(longestSharedRestMs, retryAfterMs(retryAfter, nowMs) ?? usualRestMs);
  const untilMs = nowMs + restMs;
  const knownUntilMs = health.backOffUntil === undefined ? 0 : Date.parse(health.backOffUntil);
  // Many calls are told the same at the same time.
  return untilMs - knownUntilMs < 1000 ? undefined : noteBackOff(health, new Date(untilMs).toISOString());
}

/**
 * What a success means: a failing webhook's release begins, counted failures are forgotten, and most often it means nothing.
 * @returns the health to write, or `undefined` when there is nothing to write
 */
export function judgeSuccess(health: Health, now: string): Health | undefined {
  if (health.status === 'failing' && health.releasingSince === undefined) return startRelease(health, now);
  return health.status === 'active' && health.failures !== undefined ? noteSuccess(health, now) : undefined;
}
