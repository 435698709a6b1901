import { type AttemptDecision, decideAttempt } from '../domain/decide-attempt.ts';
import type { Delivery } from '../domain/delivery.ts';
import { announcementOf } from './announcements.ts';
import type { WorkerDependencies } from './dependencies.ts';
import { type MadeAttempt, type Stale, storedAfter } from './made-attempt.ts';
import { noteFailure } from './note-health.ts';
import { ack, type Outcome } from './outcome.ts';
import { postpone } from './postpone.ts';

/** What the domain says of the attempt. */
export function decide(deps: WorkerDependencies, { attempt, delivery }: MadeAttempt, urlHasChanged = false) {
  const { retryDelaysMs } = deps;
  const attemptsInRun = delivery.attemptsInRun + 1;
  const random = deps.random();
  return decideAttempt({ attempt, attemptsInRun, retryDelaysMs, nowMs: deps.now(), random, urlHasChanged });
}

/** It is tried again: after a wait in the queue, or in the table. */
export async function retry(
  deps: WorkerDependencies,
  made: MadeAttempt,
  { waitMs, where }: Extract<AttemptDecision, { kind: 'retry' }>,
): Promise<Outcome | Stale> {
  const dueAtMs = deps.now() + waitMs;
  const isParked = where === 'table';
  const { delivery, eventText } = storedAfter(made, 'pending');
  const pending: Delivery = {
    ...delivery,
    nextAttemptAt: new Date(dueAtMs).toISOString(),
    ...(isParked ? { parked: true } : {}),
  };
  if ((await deps.deliveries.recordAttempt({ delivery: pending, eventText })) === 'stale') return 'stale';
  await noteFailure(deps, made);
  return isParked ? ack : postpone(deps, made.message, delivery.webhookId, dueAtMs - deps.now());
}

/** The delivery alone ends. */
export async function fail(deps: WorkerDependencies, made: MadeAttempt): Promise<Outcome | Stale> {
  const failed = storedAfter(made, 'failed');
  if ((await deps.deliveries.recordAttempt(failed)) === 'stale') return 'stale';
  deps.metrics.count('DeliveryFailed', 1);
  deps.statistics.failed(failed.delivery);
  await deps.operations.publish([announcementOf(failed.delivery, made.state.webhook)]);
  await noteFailure(deps, made);
  return ack;
}

/** Its owner has given the webhook another URL: this attempt says nothing of that one. */
export function settleOfOldUrl(deps: WorkerDependencies, made: MadeAttempt): Promise<Outcome | Stale> {
  const decision = decide(deps, made, true);
  return decision.kind === 'retry' ? retry(deps, made, decision) : fail(deps, made);
}
