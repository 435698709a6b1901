import type { Attempt, Delivery } from '../domain/delivery.ts';
import type { Change } from '../domain/health.ts';
import { policyOf } from '../domain/health-policy.ts';
import {
  type FailureVerdict,
  judgeFailure,
  judgeSuccess,
  judgeTooMany,
  settleThreshold,
} from '../domain/judge-failure.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { WorkerDependencies } from './dependencies.ts';

/** Others may note at the same time; each time, the question is asked anew. */
const maxTries = 3;

/** The attempt that is noted, and the webhook as the worker knew it when it called. */
export interface Noted {
  readonly state: WebhookState;
  readonly delivery: Pick<Delivery, 'id'>;
  readonly attempt: Attempt;
}

function factsOf(deps: WorkerDependencies, state: WebhookState, { attempt, delivery }: Noted) {
  const change: Change = { now: new Date(deps.now()).toISOString(), by: `delivery:${delivery.id}` };
  const policy = policyOf(deps.healthPolicy, state.webhook.options);
  return { health: state.health, policy, attempt, change };
}

/** The webhook as it is now, if the call was made to the URL that it still has. */
async function freshState(
  deps: WorkerDependencies,
  { state: called }: Noted,
): Promise<WebhookState | undefined> {
  const state = await deps.webhooks.findFresh(called.webhook.id);
  const isMeant = state?.webhook.deletedAt === undefined && state?.webhook.url === called.webhook.url;
  return isMeant ? state : undefined;
}

/** Enough failures: the records are asked for a success, and whether a webhook may change its state at all. */
async function beyondThreshold(
  deps: WorkerDependencies,
  facts: ReturnType<typeof factsOf>,
  webhookId: string,
  firstAt: string,
): Promise<FailureVerdict> {
  return settleThreshold(facts, await deps.deliveries.deliveredSince(webhookId, firstAt));
}

async function mayFail(deps: WorkerDependencies, webhookId: string): Promise<boolean> {
  if (await deps.transitions.admit(webhookId, deps.now())) return true;
  deps.metrics.count('TransitionFrozen', 1);
  deps.log.error('too many webhooks change at once: this one stays as it is', { webhookId });
  return false;
}

/** The receiver says that there were too many calls: it is let rest, whoever would call it. */
export async function noteTooMany(deps: WorkerDependencies, noted: Noted): Promise<void> {
  if (judgeTooMany(noted.state.health, noted.attempt, deps.now()) === undefined) return;
  for (let tried = 0; tried < maxTries; tried++) {
    const state = await freshState(deps, noted);
    const health = state === undefined ? undefined : judgeTooMany(state.health, noted.attempt, deps.now());
    if (state === undefined || health === undefined) return;
    if (await deps.health.saveHealth(state.webhook.id, health, state.health.revision)) {
      deps.webhooks.forget(state.webhook.id);
      return;
    }
  }
}

/** What a failed attempt, which is recorded by now, means for the webhook. Most often nothing, and then nothing is read. */
export async function noteFailure(deps: WorkerDependencies, noted: Noted): Promise<void> {
  if (judgeFailure(factsOf(deps, noted.state, noted)).kind === 'nothing') return;
  const { id } = noted.state.webhook;
  for (let tried = 0; tried < maxTries; tried++) {
    const state = await freshState(deps, noted);
    if (state === undefined) return;
    const facts = factsOf(deps, state, noted);
    let verdict = judgeFailure(facts);
    if (verdict.kind === 'threshold') verdict = await beyondThreshold(deps, facts, id, verdict.firstAt);
    if (verdict.kind !== 'note' && verdict.kind !== 'fail') return;
    if (verdict.kind === 'fail' && !(await mayFail(deps, id))) return;
    if (!(await deps.health.saveHealth(id, verdict.health, state.health.revision))) continue;
    deps.webhooks.forget(id);
    if (verdict.kind === 'fail') {
      deps.metrics.count('WebhookFailing', 1);
      deps.log.warn('a webhook is failing', { webhookId: id, deliveryId: noted.delivery.id });
    }
    return;
  }
}

/** What a success means for the webhook: only after failures anything at all. */
export async function noteSuccess(deps: WorkerDependencies, noted: Noted): Promise<void> {
  const now = new Date(deps.now()).toISOString();
  if (judgeSuccess(noted.state.health, now) === undefined) return;
  for (let tried = 0; tried < maxTries; tried++) {
    const state = await freshState(deps, noted);
    const health = state === undefined ? undefined : judgeSuccess(state.health, now);
    if (state === undefined || health === undefined) return;
    if (await deps.health.saveHealth(state.webhook.id, health, state.health.revision)) {
      deps.webhooks.forget(state.webhook.id);
      return;
    }
  }
}
