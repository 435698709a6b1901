import { ProblemError } from '../domain/errors.ts';
import { grantingCompanies } from '../domain/grant.ts';
import { jsonPointer } from '../domain/json-pointer.ts';
import type { Webhook, WebhookState } from '../domain/webhook.ts';
import { maxFaults } from '../domain/wire/explain-issues.ts';
import type { ApiDeps } from './deps.ts';

/** @throws ProblemError `grant-missing`, pointing at each company that has granted nothing to the owner */
export async function checkGrants(
  { grants }: Pick<ApiDeps, 'grants'>,
  webhook: Pick<Webhook, 'filter' | 'ownerCompanyId'>,
): Promise<void> {
  const others = grantingCompanies(webhook);
  if (others.length === 0) return;
  const missing = await grants.missing(webhook.ownerCompanyId, others);
  if (missing.length === 0) return;
  const faults = webhook.filter.anyOf.flatMap((clause, clauseIndex) =>
    clause.companies.flatMap(({ companyId }, index) => {
      if (!missing.includes(companyId)) return [];
      const pointer = jsonPointer(['filter', 'anyOf', clauseIndex, 'companies', index, 'companyId']);
      const detail = `It has not granted that webhooks of ${webhook.ownerCompanyId} listen to its events.`;
      return [{ pointer, code: 'not-granted' as const, detail }];
    }),
  );
  throw new ProblemError(
    'grant-missing',
    `The webhook belongs to ${webhook.ownerCompanyId}, the first company of its filter. Each other company must have granted it: POST /v1/grants, by whoever holds that company.`,
    faults.slice(0, maxFaults),
  );
}

/**
 * Whoever withdraws a grant looks for webhooks after that: one that was written before is seen, or sees the withdrawal here.
 * @param undo takes back what was written
 * @throws ProblemError `grant-missing`, after `undo`
 */
export async function stillGranted(
  deps: Pick<ApiDeps, 'grants'>,
  { webhook }: WebhookState,
  undo: () => Promise<void>,
): Promise<void> {
  try {
    await checkGrants(deps, webhook);
  } catch (error) {
    if (error instanceof ProblemError) await undo();
    throw error;
  }
}
