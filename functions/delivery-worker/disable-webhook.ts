import { goneStatus, isSuccess } from '../domain/decide-attempt.ts';
import type { Attempt, Delivery } from '../domain/delivery.ts';
import { type Change, disable } from '../domain/health.ts';
import { policyOf } from '../domain/health-policy.ts';
import { tooManyRequestsStatus } from '../domain/judge-failure.ts';
import { healthCheckCall } from '../domain/payload.ts';
import type { WebhookState } from '../domain/webhook.ts';
import { announcementOf } from './announcements.ts';
import { hasGoneOn } from './delivery-record.ts';
import type { WorkerDependencies } from './dependencies.ts';
import { discountAttempt } from './discount-attempt.ts';
import { type MadeAttempt, type Stale, storedAfter } from './made-attempt.ts';
import { noteSuccess } from './note-health.ts';
import { ack, type Outcome } from './outcome.ts';
import { fail, settleOfOldUrl } from './retry-or-fail.ts';

/** Webhook and health may move under a transaction; each time, the question whether to disable is asked anew. */
const maxTransactions = 3;

const leastCheckMs = 1000;
const longestCheckMs = 10_000;

/**
 * An owner's pause and a webhook disabled already stay as they are, and nothing is disabled by an attempt that is older
 * than the webhook's last transition.
 */
function mayDisable({ webhook, health }: WebhookState, attempt: Attempt): boolean {
  if (webhook.deletedAt !== undefined) return false;
  if (health.status !== 'active' && health.status !== 'failing') return false;
  return Date.parse(health.changedAt) <= Date.parse(attempt.at);
}

/** Whether the webhook took anything since this run of the delivery began. */
async function tookAnything(
  deps: WorkerDependencies,
  { health: { lastSuccessAt = '' } }: WebhookState,
  { webhookId, attempts, attemptsInRun }: Delivery,
): Promise<boolean> {
  const firstAt = attempts.at(-attemptsInRun)?.at ?? '';
  return lastSuccessAt >= firstAt || deps.deliveries.deliveredSince(webhookId, firstAt);
}

/** A health check takes what is left of the batch's time, but no longer than a person would wait. */
function checkTimeoutMs({ batch, now }: WorkerDependencies): number {
  return Math.max(leastCheckMs, Math.min(longestCheckMs, batch.callsEndAtMs - now()));
}

/** What the fifth failed attempt comes to. */
type Verdict = 'fail' | 'disable' | 'discount' | 'gone';

async function judgeFifth(deps: WorkerDependencies, state: WebhookState, failed: Delivery): Promise<Verdict> {
  if (await tookAnything(deps, state, failed)) return 'fail';
  const credentials = await deps.credentials.of(state.webhook);
  const timeoutMs = checkTimeoutMs(deps);
  const check = await deps.caller.call(healthCheckCall({ state, credentials, nowMs: deps.now(), timeoutMs }));
  if (isSuccess(check)) {
    await noteSuccess(deps, { state, delivery: failed, attempt: check });
    return 'fail';
  }
  if (await deps.ownFaults.isOursNow(check)) return 'discount';
  // It is there, and busy.
  if (check.status === tooManyRequestsStatus) return 'fail';
  if (check.status === goneStatus) return 'gone';
  if (await deps.transitions.admit(state.webhook.id, deps.now())) return 'disable';
  deps.metrics.count('TransitionFrozen', 1);
  return 'discount';
}

/** The fifth attempt has failed. A health check decides whether the webhook fails with it. */
export async function settleFifth(deps: WorkerDependencies, made: MadeAttempt): Promise<Outcome | Stale> {
  const { attempt, state: called } = made;
  const state = await deps.webhooks.findFresh(called.webhook.id);
  if (state === undefined) return 'stale';
  if (state.webhook.url !== called.webhook.url) return settleOfOldUrl(deps, made);
  if (!mayDisable(state, attempt)) return fail(deps, { ...made, state });
  switch (await judgeFifth(deps, state, storedAfter(made, 'failed').delivery)) {
    case 'fail':
      return fail(deps, { ...made, state });
    case 'discount':
      return discountAttempt(deps, made);
    case 'gone':
      return failAndDisable(deps, made, 'gone');
    case 'disable':
      return failAndDisable(deps, made, 'failures');
  }
}

/** The webhook is read anew before each transaction: what the worker called by may be seconds old. */
export async function failAndDisable(
  deps: WorkerDependencies,
  made: MadeAttempt,
  reason: 'failures' | 'gone',
): Promise<Outcome | Stale> {
  const { attempt, delivery, state: called } = made;
  const { delivery: failed, eventText } = storedAfter(made, 'failed');
  for (let transaction = 1; transaction <= maxTransactions; transaction++) {
    const state = await deps.webhooks.findFresh(called.webhook.id);
    if (state === undefined) return 'stale';
    if (state.webhook.url !== called.webhook.url) return settleOfOldUrl(deps, made);
    if (!mayDisable(state, attempt)) return fail(deps, { ...made, state });
    const { webhook } = state;
    const expected = { version: webhook.version, healthRevision: state.health.revision };
    const policy = policyOf(deps.healthPolicy, webhook.options);
    const change: Change = { now: new Date(deps.now()).toISOString(), by: `delivery:${failed.id}` };
    const health = disable(state.health, reason, policy, change);
    const stored = { delivery: failed, eventText };
    if ((await deps.deliveries.recordFailureAndHealth(stored, health, expected)) === 'written') {
      deps.webhooks.forget(webhook.id);
      deps.metrics.count('DeliveryFailed', 1);
      deps.statistics.failed(failed);
      deps.metrics.count('WebhookDisabled', 1);
      deps.log.warn('a webhook was disabled', { webhookId: webhook.id, deliveryId: failed.id, reason });
      await deps.operations.publish([announcementOf(failed, webhook)]);
      return ack;
    }
    if (hasGoneOn(await deps.deliveries.find(failed.id), delivery)) return 'stale';
  }
  return 'stale';
}
