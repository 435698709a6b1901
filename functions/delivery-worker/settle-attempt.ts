import { decideAttempt } from '../domain/decide-attempt.ts';
import type { Attempt, Delivery } from '../domain/delivery.ts';
import { disable } from '../domain/health.ts';
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

/** Health may move under a transaction; each time, the question whether to disable is asked anew. */
const maxTransactions = 3;

/** Carries out what the attempt means: decided by the domain, durable before the message is let go. */
export async function settleAttempt(deps: WorkerDependencies, made: MadeAttempt): Promise<Outcome | Stale> {
  const { attempt, delivery } = made;
  const attemptsInRun = delivery.attemptsInRun + 1;
  const { retryDelaysMs } = deps;
  const decision = decideAttempt({ attempt, attemptsInRun, retryDelaysMs, random: deps.random() });
  if (decision.kind === 'delivered') {
    return { kind: 'delivered', delivery: afterAttempt(delivery, attempt, 'delivered') };
  }
  deps.metrics.count('AttemptFailed', 1);
  if (decision.kind === 'retry') return retry(deps, made, decision.waitMs, decision.where);
  const failed = afterAttempt(delivery, attempt, 'failed');
  return decision.disable === null
    ? fail(deps, made, failed)
    : failAndDisable(deps, made, failed, decision.disable);
}

async function retry(
  deps: WorkerDependencies,
  { message, queued, delivery, attempt }: MadeAttempt,
  waitMs: number,
  where: 'queue' | 'table',
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
  { state }: Pick<MadeAttempt, 'state'>,
  failed: Delivery,
): Promise<Outcome | Stale> {
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

async function failAndDisable(
  deps: WorkerDependencies,
  made: MadeAttempt,
  failed: Delivery,
  reason: 'failures' | 'gone',
): Promise<Outcome | Stale> {
  let { state } = made;
  for (let transaction = 1; transaction <= maxTransactions; transaction++) {
    if (!mayDisable(state, made.attempt)) return fail(deps, { state }, failed);
    const health = disable(state.health, reason, new Date(deps.now()).toISOString());
    const announced: Delivery = { ...failed, disabledAtVersion: health.version };
    const { webhook } = state;
    const write = await deps.deliveries.recordFailureAndHealth(announced, health, state.health.version);
    if (write === 'written') {
      deps.webhooks.forget(webhook.id);
      deps.metrics.count('DeliveryFailed', 1);
      deps.metrics.count('WebhookDisabled', 1);
      deps.log.warn('a webhook was disabled', { webhookId: webhook.id, deliveryId: failed.id, reason });
      await deps.operations.publish(announcementsOf(announced, webhook));
      return ack;
    }
    const [fresh, record] = await Promise.all([
      deps.webhooks.findFresh(webhook.id),
      deps.deliveries.find(failed.id),
    ]);
    if (fresh === undefined || hasGoneOn(record, made.delivery)) return 'stale';
    state = fresh;
  }
  return 'stale';
}
