import { released } from '../domain/health.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { Sweep } from './dependencies.ts';
import { sendStored } from './send-stored.ts';
import { unseen } from './unseen.ts';

const pageSize = 50;

/**
 * Workers know a webhook's state for up to 5 s after it changed, and hold by what they know: so long after the change
 * nothing is held late any more.
 */
const lateArrivalsMs = 60_000;

/** `more`: another page may wait. `over`: nothing to do in this sweep. */
export type PageResult = 'more' | 'over';

/** Releases, or when the webhook is deleted ends, one page of what is held, oldest first. */
export async function releasePage(sweep: Sweep, webhookId: string, seen: Set<string>): Promise<PageResult> {
  const state = await sweep.webhooks.find(webhookId);
  if (state === undefined || state.health.releasingSince === undefined) return 'over';
  const isDeleted = state.webhook.deletedAt !== undefined;
  if (!isDeleted && state.health.status !== 'active') return finish(sweep, state);

  const page = await sweep.deliveries.heldOf(webhookId, pageSize);
  if (page.length === 0) {
    const ageMs = sweep.now() - Date.parse(state.health.releasingSince);
    // The index lags: a sweep that begins with nothing decides, not one that has just released some.
    return ageMs > lateArrivalsMs && seen.size === 0 ? finish(sweep, state) : 'over';
  }
  const fresh = unseen(page, seen);
  if (fresh.length === 0) return 'over';
  if (isDeleted) {
    await Promise.all(fresh.map(({ delivery }) => sweep.deliveries.markFailed(delivery)));
    sweep.log.info('held deliveries of a deleted webhook have ended', { webhookId, count: fresh.length });
  } else {
    const sent = await sendStored(sweep, fresh);
    sweep.log.info('held deliveries were released', { webhookId, sent, of: fresh.length });
  }
  return 'more';
}

/**
 * The release is over. This is no transition, so the version stays, and ETags with it; a transition meanwhile raises it,
 * and then this write is refused as it should be.
 */
async function finish(sweep: Sweep, { webhook, health }: WebhookState): Promise<'over'> {
  await sweep.webhooks.saveHealth(webhook.id, released(health), health.revision);
  return 'over';
}
