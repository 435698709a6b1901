import { applyRule, ruleAfterChange } from '../domain/apply-rule.ts';
import { ruleOfFilter } from '../domain/compile-filter.ts';
import { accessibleFilter } from '../domain/filter.ts';
import { grantingCompanies } from '../domain/grant.ts';
import type { GrantStore } from '../domain/grant-ports.ts';
import type { WebhookState } from '../domain/webhook.ts';
import { callsPerRepair, type Pace } from './pace.ts';
import type { ReconcilerDeps } from './reconcile-rules.ts';

export type GrantDeps = Pick<ReconcilerDeps, 'webhooks' | 'rules' | 'requestTimeoutMs' | 'log' | 'now'> & {
  readonly grants: Pick<GrantStore, 'missing'>;
  readonly pace: Pace;
};

/** How often it is decided anew because somebody else changed the webhook first. */
const maxTries = 5;

/** What a company's webhooks may listen to has changed: each of them listens to what it may, and to no more. */
export async function followGrants(deps: GrantDeps, ownerCompanyId: string): Promise<void> {
  for await (const page of deps.webhooks.pages(ownerCompanyId)) {
    for (const webhook of page) {
      if (grantingCompanies(webhook).length > 0) await followGrantsOf(deps, webhook.id);
    }
  }
}

/** @throws Error when others changed the webhook each time */
export async function followGrantsOf(deps: GrantDeps, webhookId: string): Promise<void> {
  for (let tried = 0; tried < maxTries; tried++) {
    const before = await deps.webhooks.find(webhookId);
    if (before === undefined || before.webhook.deletedAt !== undefined) return;
    const after = await asGranted(deps, before);
    if (after === undefined) return;
    const { revision } = before.webhook;
    if (!(await deps.webhooks.save(after, { revision, healthRevision: before.health.revision }))) continue;
    deps.log.info('a webhook listens to what it may', {
      webhookId,
      noAccessTo: after.webhook.noAccessTo ?? [],
    });
    await deps.pace(callsPerRepair);
    await applyRule(after, deps);
    return;
  }
  throw new Error(`Others changed ${webhookId} each time.`);
}

/** @returns `undefined` when it listens to what it may already */
async function asGranted(deps: GrantDeps, before: WebhookState): Promise<WebhookState | undefined> {
  const { noAccessTo: known = [], hasResidual: _, ...webhook } = before.webhook;
  const missing = await deps.grants.missing(webhook.ownerCompanyId, grantingCompanies(webhook));
  if (missing.join() === known.join()) return undefined;
  const listening = { ...webhook, ...(missing.length === 0 ? {} : { noAccessTo: missing }) };
  const filter = accessibleFilter(listening);
  const next = {
    ...listening,
    // Of no clause there is no pattern: the rule is switched off instead.
    ...(filter.anyOf.length === 0 ? {} : ruleOfFilter(filter)),
    version: webhook.version + 1,
    revision: webhook.revision + 1,
    updatedAt: new Date(deps.now()).toISOString(),
  };
  const after = { webhook: next, health: before.health };
  return { ...after, webhook: { ...next, rule: ruleAfterChange(before, after, deps.requestTimeoutMs) } };
}
