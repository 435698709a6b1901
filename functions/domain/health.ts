import type { Health, StatusReason, WebhookStatus, WhilePaused } from './webhook.ts';

/** @param now RFC 3339 */
export function newHealth(now: string): Health {
  return { status: 'active', statusReason: null, whilePaused: 'hold', version: 1, changedAt: now };
}

function transition(health: Health, now: string, status: WebhookStatus, statusReason: StatusReason): Health {
  const { releasingSince: _, ...rest } = health;
  return { ...rest, status, statusReason, version: health.version + 1, changedAt: now };
}

/** Calls stop; deliveries that come are held. */
export function disable(health: Health, reason: 'failures' | 'gone', now: string): Health {
  return transition(health, now, 'disabled', reason);
}

/** The owner's choice, not a failure. */
export function pause(health: Health, whilePaused: WhilePaused, now: string): Health {
  return { ...transition(health, now, 'paused', null), whilePaused };
}

/** Calls go on, and what was held is released. */
export function enable(health: Health, now: string): Health {
  return { ...transition(health, now, 'active', null), whilePaused: 'hold', releasingSince: now };
}

/** The webhook is deleted: what is held ends. */
export function endHeld(health: Health, now: string): Health {
  return { ...health, version: health.version + 1, releasingSince: now };
}

/** Nothing is left to release. Not a transition: the version, and with it the ETag, stays. */
export function released(health: Health): Health {
  const { releasingSince: _, ...rest } = health;
  return rest;
}
