import type { Attempt, Delivery } from '../domain/delivery.ts';
import type { Change } from '../domain/health.ts';
import { policyOf } from '../domain/health-policy.ts';
import { judgeFailure, judgeSuccess, judgeTooMany, settleThreshold } from '../domain/judge-failure.ts';
import type { Health, WebhookState } from '../domain/webhook.ts';
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

async function mayFail(deps: WorkerDependencies, webhookId: string): Promise<boolean> {
  if (await deps.transitions.admit(webhookId, deps.now())) return true;
  deps.metrics.count('TransitionFrozen', 1);
  deps.log.error('too many webhooks change at once: this one stays as it is', { webhookId });
  return false;
}

/**
 * The call has been made: a fault in noting what it says must neither repeat it nor leave it uncounted. A later attempt
 * or check says the same again.
 */
async function noteAtAll(
  deps: WorkerDependencies,
  { state, delivery }: Noted,
  note: () => Promise<void>,
): Promise<void> {
  try {
    await note();
  } catch (error) {
    const ids = { webhookId: state.webhook.id, deliveryId: delivery.id };
    deps.log.error('what an attempt says of its webhook was not noted', { ...ids, error });
  }
}

/** @param judge the health that it comes to; `undefined` when there is nothing to note */
async function noteJudged(
  deps: WorkerDependencies,
  noted: Noted,
  judge: (health: Health) => Health | undefined,
): Promise<void> {
  if (judge(noted.state.health) === undefined) return;
  for (let tried = 0; tried < maxTries; tried++) {
    const state = await freshState(deps, noted);
    const health = state === undefined ? undefined : judge(state.health);
    if (state === undefined || health === undefined) return;
    if (await deps.health.saveHealth(state.webhook.id, health, state.health.revision)) {
      deps.webhooks.forget(state.webhook.id);
      return;
    }
  }
}

async function judgeAndNote(deps: WorkerDependencies, noted: Noted): Promise<void> {
  if (judgeFailure(factsOf(deps, noted.state, noted)).kind === 'nothing') return;
  const { id } = noted.state.webhook;
  for (let tried = 0; tried < maxTries; tried++) {
    const state = await freshState(deps, noted);
    if (state === undefined) return;
    const facts = factsOf(deps, state, noted);
    let verdict = judgeFailure(facts);
    if (verdict.kind === 'threshold') {
      verdict = settleThreshold(facts, await deps.deliveries.deliveredSince(id, verdict.firstAt));
    }
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

/** The receiver says that there were too many calls: it is let rest, whoever would call it. */
export function noteTooMany(deps: WorkerDependencies, noted: Noted): Promise<void> {
  const judge = (health: Health) => judgeTooMany(health, noted.attempt, deps.now());
  return noteAtAll(deps, noted, () => noteJudged(deps, noted, judge));
}

/** What a failed attempt, which is recorded by now, means for the webhook. Most often nothing, and then nothing is read. */
export function noteFailure(deps: WorkerDependencies, noted: Noted): Promise<void> {
  return noteAtAll(deps, noted, () => judgeAndNote(deps, noted));
}

/** What a success means for the webhook: only after failures anything at all. */
export function noteSuccess(deps: WorkerDependencies, noted: Noted): Promise<void> {
  const now = new Date(deps.now()).toISOString();
  return noteAtAll(deps, noted, () => noteJudged(deps, noted, health => judgeSuccess(health, now)));
}
