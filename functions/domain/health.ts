import { checkDelayMs, type HealthPolicy } from './health-policy.ts';
import type { ChangedBy, Failures, Health, WhilePaused } from './webhook.ts';

/** When a change happens, and who or what makes it. */
export interface Change {
  /** RFC 3339, UTC, milliseconds. */
  readonly now: string;
  readonly by: ChangedBy;
}

/** What a transition leaves behind: the marks of the state before. */
type Lasting = Pick<Health, 'whilePaused' | 'lastSuccessAt' | 'backOffUntil'>;

function later(now: string, delayMs: number): string {
  return new Date(Date.parse(now) + delayMs).toISOString();
}

function lasting({ whilePaused, lastSuccessAt, backOffUntil }: Health): Lasting {
  return {
    whilePaused,
    ...(lastSuccessAt === undefined ? {} : { lastSuccessAt }),
    ...(backOffUntil === undefined ? {} : { backOffUntil }),
  };
}

/** To another status: a new version, seen by everybody who watches, with none of the old status's marks. */
function transition(
  before: Health,
  { now, by }: Change,
  members: Pick<Health, 'status'> & Partial<Health>,
): Health {
  return {
    ...lasting(before),
    statusReason: null,
    version: before.version + 1,
    revision: before.revision + 1,
    changedAt: now,
    changedBy: by,
    ...members,
  };
}

/** The same status with other marks: nobody is told. */
function note(before: Health, members: Partial<Health>): Health {
  return { ...before, revision: before.revision + 1, ...members };
}

export function newHealth({ now, by }: Change): Health {
  return {
    status: 'active',
    statusReason: null,
    whilePaused: 'hold',
    version: 1,
    revision: 1,
    changedAt: now,
    changedBy: by,
  };
}

/** The owner's choice, not a failure. */
export function pause(health: Health, whilePaused: WhilePaused, change: Change): Health {
  return { ...transition(health, change, { status: 'paused' }), whilePaused };
}

/** Calls go on, and what was held is released. */
export function enable(health: Health, change: Change): Health {
  return transition(health, change, {
    status: 'active',
    whilePaused: 'hold',
    releasingSince: change.now,
  });
}

/** Too many failures: what comes from now on is held, and the receiver is checked. */
export function beginFailing(health: Health, policy: HealthPolicy, change: Change): Health {
  return transition(health, change, {
    status: 'failing',
    nextCheckAt: later(change.now, checkDelayMs(policy, 0)),
  });
}

/** The receiver has taken something: a failing webhook's held deliveries are released. */
export function startRelease(health: Health, now: string): Health {
  const { nextCheckAt: _next, checksFailed: _checks, ...rest } = health;
  return note(rest, { releasingSince: now, lastSuccessAt: now });
}

/** A call has failed during the release: what is still held waits for the next successful check. */
export function stopRelease(health: Health, policy: HealthPolicy, now: string): Health {
  const { releasingSince: _, ...rest } = health;
  return note(rest, { nextCheckAt: later(now, checkDelayMs(policy, 0)) });
}

/** A failing webhook has nothing held any more. What is held late, by workers that do not know yet, is still released. */
export function recover(health: Health, change: Change): Health {
  return transition(health, change, { status: 'active', releasingSince: change.now });
}

/** Five attempts and a health check have failed, or the receiver said 410 Gone. */
export function disable(
  health: Health,
  reason: 'failures' | 'gone',
  policy: HealthPolicy,
  change: Change,
): Health {
  const isChecked = reason === 'failures' && policy.autoRecover;
  const holdUntil = later(change.now, policy.holdPeriodMs);
  return transition(health, change, {
    status: 'disabled',
    statusReason: reason,
    holdUntil,
    nextCheckAt: isChecked ? firstOf(later(change.now, policy.disabledCheckMs), holdUntil) : holdUntil,
  });
}

/** The hold period of a disabled webhook is over: no event reaches it until it is enabled. */
export function endHoldPeriod(health: Health, change: Change): Health {
  const { status, statusReason, holdUntil = change.now } = health;
  return transition(health, change, { status, statusReason, holdUntil, holdPeriodOver: true });
}

/** A disabled webhook is checked no more: what is still to come is the end of its hold period. */
export function endChecks(health: Health): Health {
  const { nextCheckAt: _, ...rest } = health;
  return note(rest, health.holdUntil === undefined ? {} : { nextCheckAt: health.holdUntil });
}

function isLongFailing({ status, changedAt, failingLongAt }: Health, policy: HealthPolicy, now: string) {
  if (status !== 'failing' || failingLongAt !== undefined) return false;
  return Date.parse(now) - Date.parse(changedAt) >= policy.failingLongMs;
}

/** A health check has failed: the next one comes later. Once it has been so for long, that is told of. @param now when it began */
export function noteFailedCheck(health: Health, policy: HealthPolicy, now: string): Health {
  const checksFailed = (health.checksFailed ?? 0) + 1;
  if (health.status !== 'disabled') {
    const failed = note(health, {
      checksFailed,
      nextCheckAt: later(now, checkDelayMs(policy, checksFailed)),
    });
    // A new version is seen by everybody who watches; the status, and since when it is so, stay.
    return isLongFailing(health, policy, now)
      ? { ...failed, version: health.version + 1, failingLongAt: now }
      : failed;
  }
  const next = later(now, policy.disabledCheckMs);
  return note(health, { checksFailed, nextCheckAt: firstOf(next, health.holdUntil ?? next) });
}

/** A counted failure. From the first one on the receiver is checked, so that a short outage is over as soon as it is over. */
export function noteFailure(health: Health, failures: Failures, policy: HealthPolicy, now: string): Health {
  const { nextCheckAt = later(now, checkDelayMs(policy, 0)) } = health;
  return note(health, { failures, nextCheckAt });
}

/** A success, of a call or a check, after failures that were counted. */
export function noteSuccess(health: Health, at: string): Health {
  const { failures: _failures, nextCheckAt: _next, checksFailed: _checks, ...rest } = health;
  return note(rest, { lastSuccessAt: at });
}

/** The receiver asked for a rest: nothing is called before. @param until RFC 3339 */
export function noteBackOff(health: Health, until: string): Health {
  return note(health, { backOffUntil: until });
}

/** The webhook is deleted: what is held ends. */
export function endHeld(health: Health, { now, by }: Change): Health {
  const { nextCheckAt: _, ...rest } = health;
  return note(rest, {
    version: health.version + 1,
    changedAt: now,
    changedBy: by,
    releasingSince: now,
    deletedAt: now,
  });
}

/** Nothing is left to release. Not a transition: the version, and with it the ETag, stays. */
export function released(health: Health): Health {
  const { releasingSince: _, ...rest } = health;
  return note(rest, {});
}

function firstOf(a: string, b: string): string {
  return a < b ? a : b;
}
