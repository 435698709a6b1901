import { type Change, recover, released } from '../domain/health.ts';
import { releasePerSecond } from '../domain/release-pace.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { Sending } from './dependencies.ts';
import { sendStored } from './send-stored.ts';
import type { NextTurn } from './take-turns.ts';
import { unseen } from './unseen.ts';

/** Of a deleted webhook's deliveries, which end without a call. */
const endedAtOnce = 50;

/**
 * Workers know a webhook's state for up to 5 s after it changed, and hold by what they know: so long after the change
 * nothing is held late any more.
 */
const lateArrivalsMs = 60_000;

const pacedMs = 1000;

/** Releases, or when the webhook is deleted ends, the next of what is held, oldest first. */
export async function releasePage(sweep: Sending, webhookId: string, seen: Set<string>): Promise<NextTurn> {
  const startedAtMs = sweep.now();
  const state = await sweep.webhooks.find(webhookId);
  if (state === undefined || state.health.releasingSince === undefined) return undefined;
  const { releasingSince, status } = state.health;
  const isDeleted = state.webhook.deletedAt !== undefined;
  if (!isDeleted && status !== 'active' && status !== 'failing') return finish(sweep, state);

  const limit = isDeleted ? endedAtOnce : releasePerSecond(releasingSince, startedAtMs);
  const page = await sweep.deliveries.heldOf(webhookId, limit);
  if (page.length === 0) return nothingHeld(sweep, state, releasingSince, seen.size === 0);
  const fresh = unseen(page, seen);
  if (fresh.length === 0) return undefined;
  if (isDeleted) {
    await Promise.all(fresh.map(({ delivery }) => sweep.deliveries.markFailed(delivery)));
    sweep.log.info('held deliveries of a deleted webhook have ended', { webhookId, count: fresh.length });
    return sweep.now();
  }
  const sent = await sendStored(sweep, fresh);
  sweep.log.info('held deliveries were released', { webhookId, sent, of: fresh.length });
  return startedAtMs + pacedMs;
}

/** The index lags: a sweep that begins with nothing decides, not one that has just released some. */
async function nothingHeld(
  sweep: Sending,
  state: WebhookState,
  releasingSince: string,
  isFirstLook: boolean,
): Promise<NextTurn> {
  const { webhook, health } = state;
  if (health.status === 'failing' && webhook.deletedAt === undefined) {
    const change: Change = { now: new Date(sweep.now()).toISOString(), by: 'release' };
    const isSaved = await sweep.webhooks.saveHealth(webhook.id, recover(health, change), health.revision);
    if (isSaved) sweep.log.info('a webhook has recovered', { webhookId: webhook.id });
    return undefined;
  }
  const ageMs = sweep.now() - Date.parse(releasingSince);
  return ageMs > lateArrivalsMs && isFirstLook ? finish(sweep, state) : undefined;
}

/**
 * The release is over. This is no transition, so the version stays, and ETags with it; a transition meanwhile raises it,
 * and then this write is refused as it should be.
 */
async function finish(sweep: Sending, { webhook, health }: WebhookState): Promise<undefined> {
  await sweep.webhooks.saveHealth(webhook.id, released(health), health.revision);
}
