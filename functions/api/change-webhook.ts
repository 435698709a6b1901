import { applyRule, isNoRoom, ruleAfterChange } from '../domain/apply-rule.ts';
import { webhookChange } from '../domain/audit/audited-members.ts';
import { ProblemError } from '../domain/errors.ts';
import type { Change as HealthChange } from '../domain/health.ts';
import type { WebhookState } from '../domain/webhook.ts';
import { askOrLeave } from '../domain/webhook-requests.ts';
import type { ApiDeps } from './deps.ts';
import { checkIfMatch } from './entity-tag.ts';
import { findWebhook } from './find-webhook.ts';
import type { OperationRequest } from './operation.ts';

/** How often a change is decided anew because another one came first. */
const maxTries = 10;

/** What a webhook should become; `undefined` leaves it as it is. Version, time and rule are not its concern. */
export type Decide = (
  state: WebhookState,
  change: HealthChange,
) => Promise<WebhookState | undefined> | WebhookState | undefined;

export interface Change {
  readonly before: WebhookState;
  /** The same object as `before` when nothing changed. */
  readonly after: WebhookState;
}

/**
 * Reads a webhook, decides, and writes it on the condition that it is still what was read; else all over again. Every
 * change raises the webhook's revision, also one of its health alone, so that `applyRule` knows which rule is the newest.
 * @throws ProblemError `not-found`, `precondition-failed`, `conflict`
 */
export async function changeWebhook(
  request: Pick<OperationRequest<unknown, unknown>, 'key' | 'id' | 'ifMatch' | 'audit'>,
  deps: Pick<ApiDeps, 'webhooks' | 'now' | 'requestTimeoutMs'>,
  decide: Decide,
): Promise<Change> {
  for (let tried = 0; tried < maxTries; tried++) {
    const before = await findWebhook(deps.webhooks, request.key, request.id);
    checkIfMatch(request.ifMatch, before);
    const now = new Date(deps.now()).toISOString();
    const decided = await decide(before, { now, by: request.key.actor });
    if (decided === undefined) {
      // Others may have done it meanwhile.
      request.audit.withdraw();
      return { before, after: before };
    }
    const rule = ruleAfterChange(before, decided, deps.requestTimeoutMs);
    const { version, revision } = before.webhook;
    const next = { rule, version: version + 1, revision: revision + 1, updatedAt: now };
    const after = { ...decided, webhook: { ...decided.webhook, ...next } };
    const expected = { revision, healthRevision: before.health.revision };
    await request.audit.record(webhookChange(before, after));
    if (await deps.webhooks.save(after, expected)) return { before, after };
  }
  throw new ProblemError(
    'conflict',
    'The webhook is being changed by others. Read it again, then try again.',
  );
}

/**
 * Lets the rule follow what was written. What fails now is finished by the rule-reconciler: the rule stays `pending`.
 * @param takeBack undoes the change when EventBridge refuses the rule for a reason that the caller can mend
 * @throws ProblemError that reason, after `takeBack`; without it, never
 */
export async function followThrough(
  state: WebhookState,
  deps: Pick<ApiDeps, 'webhooks' | 'rules' | 'requestTimeoutMs' | 'log' | 'metrics'>,
  takeBack?: () => Promise<void>,
): Promise<WebhookState> {
  if (state.webhook.rule !== 'pending' && state.webhook.deletedAt === undefined) return state;
  try {
    return await applyRule(state, deps);
  } catch (error) {
    if (isNoRoom(error)) deps.metrics.count('RuleRefused', 1);
    if (takeBack !== undefined && error instanceof ProblemError) {
      await takeBack();
      throw error;
    }
    deps.log.error('rule left pending', { webhookId: state.webhook.id, error });
    return state;
  }
}

/** Asks for what is held to be released (or, of a deleted webhook, ended); if that fails, the sweeper's schedule sees to it. */
export function releaseHeld(id: string, { releases, log }: Pick<ApiDeps, 'releases' | 'log'>): Promise<void> {
  return askOrLeave(releases.request(id), log, 'release left to the sweeper', { webhookId: id });
}
