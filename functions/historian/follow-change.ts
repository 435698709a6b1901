import { serviceEntryOf } from '../domain/audit/service-entry.ts';
import {
  type HealthChange,
  historyEntryOf,
  nextStepsAfter,
  operationalEventOf,
} from '../domain/health-change.ts';
import { askOrLeave } from '../domain/webhook-requests.ts';
import type { HistorianDependencies } from './dependencies.ts';

/**
 * Lets others go on at once, keeps the transition, and tells of it. Whatever is repeated after a crash is the same again: the
 * history has one entry per version, an event one id.
 * @throws AwsCallError when history or bus did not take it: the record comes again
 */
export async function followChange(deps: HistorianDependencies, change: HealthChange): Promise<void> {
  const { webhookId } = change;
  const { check, release } = nextStepsAfter(change);
  if (check)
    await askOrLeave(deps.checks.request(webhookId), deps.log, 'check left to the schedule', { webhookId });
  if (release)
    await askOrLeave(deps.releases.request(webhookId), deps.log, 'release left to the sweeper', {
      webhookId,
    });

  const entry = historyEntryOf(change);
  if (entry === undefined) return;
  await deps.history.add(webhookId, entry);
  const state = await deps.webhooks.find(webhookId);
  // Only once it is past its retention: nobody can ask for it any more.
  if (state === undefined) return;
  const own = serviceEntryOf(state.webhook, entry);
  if (own !== undefined) await deps.auditLog.put(own);
  await deps.operations.publish([operationalEventOf(webhookId, state.webhook.ownerCompanyId, entry)]);
  deps.log.info('a webhook has changed', { webhookId, version: entry.version, change: entry.change });
}

/** Workers find out who is slow but may not change rules: whoever may does it now. */
export function followLane(deps: HistorianDependencies, webhookId: string): Promise<void> {
  return askOrLeave(deps.rules.request(webhookId), deps.log, 'rule left to the rule-reconciler', {
    webhookId,
  });
}
