import { ruleAfterChange } from '../domain/apply-rule.ts';
import { endHoldPeriod } from '../domain/health.ts';
import { type HealthPolicy, policyOf } from '../domain/health-policy.ts';
import { decideDueWork, judgeCheck } from '../domain/judge-check.ts';
import { healthCheckCall } from '../domain/payload.ts';
import type { Health, WebhookState } from '../domain/webhook.ts';
import { askOrLeave } from '../domain/webhook-requests.ts';
import type { CheckerDependencies } from './dependencies.ts';

/** The longest call that the prober makes, see `prober/probe.ts`. */
export const longestCallMs = 25_000;

const secondMs = 1000;

/**
 * Does what a webhook in the index of what is due wants. Every write is on the condition that nobody else wrote meanwhile:
 * else nothing happens, and a later look finds what is to be done then.
 * @returns when the webhook is due again, if this has changed it
 * @throws AwsCallError when the prober, DynamoDB or KMS failed: nothing is held against the receiver
 */
export async function seeToWebhook(
  deps: CheckerDependencies,
  webhookId: string,
): Promise<string | undefined> {
  const state = await deps.webhooks.find(webhookId);
  if (state === undefined) return undefined;
  const policy = policyOf(deps.healthPolicy, state.webhook.options);
  const work = decideDueWork(state, policy, deps.now());
  switch (work.kind) {
    case 'nothing':
      return undefined;
    case 'check':
      return check(deps, state, policy);
    case 'end-checks':
      return (await write(deps, state, work.health)) ? work.health.nextCheckAt : undefined;
    case 'end-hold-period':
      return endHold(deps, state);
  }
}

function write(deps: CheckerDependencies, { webhook, health }: WebhookState, next: Health): Promise<boolean> {
  return deps.webhooks.saveHealth(webhook.id, next, health.revision);
}

/**
 * A changed URL or secret is another receiver: what this one has said is no word of that one. Its health may have moved on
 * while the call lasted, by failures of other calls for example: what was said counts as long as it is still asked for.
 */
function isMeant(
  fresh: WebhookState | undefined,
  called: WebhookState,
  policy: HealthPolicy,
  nowMs: number,
): fresh is WebhookState {
  if (fresh?.webhook.revision !== called.webhook.revision) return false;
  return decideDueWork(fresh, policy, nowMs).kind === 'check';
}

async function check(
  deps: CheckerDependencies,
  state: WebhookState,
  policy: HealthPolicy,
): Promise<string | undefined> {
  const { webhook } = state;
  const { timeoutSeconds } = webhook.options;
  const wantedMs = timeoutSeconds === undefined ? deps.timeoutMs : timeoutSeconds * secondMs;
  const timeoutMs = Math.min(wantedMs, longestCallMs);
  const credentials = await deps.vault.open(webhook);
  const call = healthCheckCall({ state, credentials, nowMs: deps.now(), timeoutMs });
  const attempt = await deps.prober.call(call);
  const fresh = await deps.webhooks.find(webhook.id);
  if (!isMeant(fresh, state, policy, deps.now())) return undefined;
  const change = { now: new Date(deps.now()).toISOString(), by: 'health-check' } as const;
  const verdict = judgeCheck(fresh.health, attempt, policy, change);
  if (!(await write(deps, fresh, verdict.health))) return undefined;
  const { status, error } = attempt;
  deps.log.info('a receiver was checked', { webhookId: webhook.id, verdict: verdict.kind, status, error });
  if (verdict.kind === 'recovering') {
    await askOrLeave(deps.releases.request(webhook.id), deps.log, 'release left to the sweeper', {
      webhookId: webhook.id,
    });
  }
  return verdict.health.nextCheckAt;
}

/** The rule goes off: whoever may change rules is told at once, and finds it `pending` by itself if it did not hear. */
async function endHold(deps: CheckerDependencies, before: WebhookState): Promise<undefined> {
  const { webhook, health } = before;
  const change = { now: new Date(deps.now()).toISOString(), by: 'hold-period' } as const;
  const ended = { webhook, health: endHoldPeriod(health, change) };
  const after = {
    ...ended,
    webhook: {
      ...webhook,
      rule: ruleAfterChange(before, ended, deps.timeoutMs),
      revision: webhook.revision + 1,
    },
  };
  const expected = { revision: webhook.revision, healthRevision: health.revision };
  if (!(await deps.webhooks.save(after, expected))) return;
  deps.log.info('a hold period is over', { webhookId: webhook.id });
  await askOrLeave(deps.rules.request(webhook.id), deps.log, 'rule left to the rule-reconciler', {
    webhookId: webhook.id,
  });
}
