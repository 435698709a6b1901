import { applyRule } from '../domain/apply-rule.ts';
import { callsPerRepair, type Pace } from './pace.ts';
import type { ReconcilerDeps } from './reconcile-rules.ts';

type MendDeps = Pick<ReconcilerDeps, 'webhooks' | 'rules' | 'requestTimeoutMs' | 'log'> & {
  readonly pace: Pace;
};

/**
 * Puts one webhook's rule as it should be, at once: whoever asks has just written the webhook, and puts no rules itself.
 * Putting it beside others is safe, see `applyRule`.
 */
export async function mendRule(deps: MendDeps, webhookId: string): Promise<void> {
  const state = await deps.webhooks.find(webhookId);
  if (state === undefined) return;
  await deps.pace(callsPerRepair);
  const { webhook } = await applyRule(state, deps);
  deps.log.info('rule mended', { webhookId, rule: webhook.rule });
}
