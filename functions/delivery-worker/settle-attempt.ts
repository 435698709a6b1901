import { type AttemptDecision, decideAttempt } from '../domain/decide-attempt.ts';
import type { Attempt, Delivery } from '../domain/delivery.ts';
import { type Change, disable } from '../domain/health.ts';
import { policyOf } from '../domain/health-policy.ts';
import type { QueuedEvent } from '../domain/queue-message.ts';
import type { WebhookState } from '../domain/webhook.ts';
import { announcementsOf } from './announcements.ts';
import { afterAttempt, hasGoneOn } from './delivery-record.ts';
import type { WorkerDependencies } from './dependencies.ts';
import { ack, type Outcome } from './outcome.ts';
import { postpone } from './postpone.ts';
import type { ReceivedMessage } from './received-message.ts';

/** One attempt that was made, with what it was made from. */
export interface MadeAttempt {
  readonly message: ReceivedMessage;
  readonly queued: QueuedEvent;
  /** As the worker knew it when it called. */
  readonly state: WebhookState;
  /** As it was before the attempt. */
  readonly delivery: Delivery;
  readonly attempt: Attempt;
}

/** The record has gone on without this attempt; the caller reads it again. */
type Stale = 'stale';

/** Webhook and health may move under a transaction; each time, the question whether to disable is asked anew. */
const maxTransactions = 3;

/** Carries out what the attempt means: decided by the domain, durable before the message is let go. */
export async function settleAttempt(deps: WorkerDependencies, made: MadeAttempt): Promise<Outcome | Stale> {
  const decision = decide(deps, made);
  if (decision.kind === 'delivered') {
    return { kind: 'delivered', delivery: afterAttempt(made.delivery, made.attempt, 'delivered') };
  }
  deps.metrics.count('AttemptFailed', 1);
  if (decision.kind === 'retry') return retry(deps, made, decision);
  return decision.disable === null ? fail(deps, made) : failAndDisable(deps, made, decision.disable);
}

function decide(deps: WorkerDependencies, { attempt, delivery }: MadeAttempt, urlHasChanged = false) {
  const { retryDelaysMs } = deps;
  const attemptsInRun = delivery.attemptsInRun + 1;
  return decideAttempt({ attempt, attemptsInRun, retryDelaysMs, random: deps.random(), urlHasChanged });
}

async function retry(
  deps: WorkerDependencies,
  { message, queued, delivery, attempt }: MadeAttempt,
  { waitMs, where }: Extract<AttemptDecision, { kind: 'retry' }>,
): Promise<Outcome | Stale> {
  const dueAtMs = deps.now() + waitMs;
  const pending: Delivery = {
    ...afterAttempt(delivery, attempt, 'pending'),
    nextAttemptAt: new Date(dueAtMs).toISOString(),
  };
  if (where === 'table') {
    const write = await deps.deliveries.recordAttempt({ ...pending, parked: true }, queued.eventText);
    return write === 'stale' ? 'stale' : ack;
  }
  if ((await deps.deliveries.recordAttempt(pending)) === 'stale') return 'stale';
  return postpone(deps, message, delivery.webhookId, dueAtMs - deps.now());
}

async function fail(
  deps: WorkerDependencies,
  { state, delivery, attempt }: Pick<MadeAttempt, 'state' | 'delivery' | 'attempt'>,
): Promise<Outcome | Stale> {
  const failed = afterAttempt(delivery, attempt, 'failed');
  if ((await deps.deliveries.recordAttempt(failed)) === 'stale') return 'stale';
  deps.metrics.count('DeliveryFailed', 1);
  await deps.operations.publish(announcementsOf(failed, state.webhook));
  return ack;
}

/**
 * An owner's pause and a webhook disabled already stay as they are, and nothing is disabled by an attempt that is older
 * than the webhook's last transition.
 */
function mayDisable({ webhook, health }: WebhookState, attempt: Attempt): boolean {
  if (webhook.deletedAt !== undefined) return false;
  if (health.status !== 'active' && health.status !== 'failing') return false;
  return Date.parse(health.changedAt) <= Date.parse(attempt.at);
}

/** Its owner has given the webhook another URL: this attempt says nothing of that one. */
function settleOfOldUrl(deps: WorkerDependencies, made: MadeAttempt): Promise<Outcome | Stale> {
  const decision = decide(deps, made, true);
  return decision.kind === 'retry' ? retry(deps, made, decision) : fail(deps, made);
}

/** The webhook is read anew before each transaction: what the worker called by may be seconds old. */
async function failAndDisable(
  deps: WorkerDependencies,
  made: MadeAttempt,
  reason: 'failures' | 'gone',
): Promise<Outcome | Stale> {
  const { attempt, delivery, state: called } = made;
  const failed = afterAttempt(delivery, attempt, 'failed');
  for (let transaction = 1; transaction <= maxTransactions; transaction++) {
    const state = await deps.webhooks.findFresh(called.webhook.id);
    if (state === undefined) return 'stale';
    if (state.webhook.url !== called.webhook.url) return settleOfOldUrl(deps, made);
    if (!mayDisable(state, attempt)) return fail(deps, { state, delivery, attempt });
    const { webhook } = state;
    const expected = { version: webhook.version, healthRevision: state.health.revision };
    const policy = policyOf(deps.healthPolicy, webhook.options);
    const change: Change = { now: new Date(deps.now()).toISOString(), by: `delivery:${failed.id}` };
    const health = disable(state.health, reason, policy, change);
    const announced: Delivery = { ...failed, disabledAtVersion: health.version };
    if ((await deps.deliveries.recordFailureAndHealth(announced, health, expected)) === 'written') {
      deps.webhooks.forget(webhook.id);
      deps.metrics.count('DeliveryFailed', 1);
      deps.metrics.count('WebhookDisabled', 1);
      deps.log.warn('a webhook was disabled', { webhookId: webhook.id, deliveryId: failed.id, reason });
      await deps.operations.publish(announcementsOf(announced, webhook));
      return ack;
    }
    if (hasGoneOn(await deps.deliveries.find(failed.id), delivery)) return 'stale';
  }
  return 'stale';
}
