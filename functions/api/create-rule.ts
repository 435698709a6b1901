import { desiredRule, isNoRoom, settledRule } from '../domain/apply-rule.ts';
import { ProblemError } from '../domain/errors.ts';
import type { WebhookState } from '../domain/webhook.ts';
import { askOrLeave } from '../domain/webhook-requests.ts';
import type { ApiDeps } from './deps.ts';

/**
 * Asks EventBridge for the rule of a webhook that is not written yet, so that one whose rule cannot be had is never there.
 * Nobody else knows its id: no other rule of it comes in between, and the rule-reconciler leaves this one alone, see
 * `isBeingCreated`.
 * @returns the webhook as it is to be written: its rule is `pending` when EventBridge failed, and the rule-reconciler finishes it
 * @throws ProblemError `too-many-rules`, `invalid-filter`
 */
export async function putFirstRule(
  state: WebhookState,
  { rules, requestTimeoutMs, metrics, log }: Pick<ApiDeps, 'rules' | 'requestTimeoutMs' | 'metrics' | 'log'>,
): Promise<WebhookState> {
  const { id } = state.webhook;
  try {
    await rules.put(id, desiredRule(state, requestTimeoutMs));
    return { ...state, webhook: { ...state.webhook, rule: settledRule(state) } };
  } catch (error) {
    if (isNoRoom(error)) metrics.count('RuleRefused', 1);
    if (error instanceof ProblemError) throw error;
    log.error('rule left pending', { webhookId: id, error });
    return state;
  }
}

/** Of a webhook that is not there, or no longer. */
export function dropRule(id: string, { rules, log }: Pick<ApiDeps, 'rules' | 'log'>): Promise<void> {
  return askOrLeave(rules.remove(id), log, 'rule left to the rule-reconciler', { webhookId: id });
}
