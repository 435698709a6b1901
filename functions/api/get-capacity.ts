import { nounOf } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { rulesUsed } from '../domain/rule-count.ts';
import type { CapacityQuery, CapacityView } from '../domain/wire/capacity-schema.ts';
import type { ApiDeps } from './deps.ts';
import { checkHolds } from './held-companies.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

export const capacityDescription = `Each webhook takes a rule of the bus, also while that is switched off, and EventBridge has a quota of them. \`bus\` is for whoever holds every company: it is counted each time that the rules are compared with the webhooks, every five minutes unless set otherwise, and \`at\` says when. \`company\` is there when \`companyId\` asks for it, and counted now. A rule never has a wildcard, so EventBridge's quota of rules with wildcards is never touched.`;

type Deps = Pick<ApiDeps, 'webhooks' | 'webhooksPerCompany' | 'ruleQuota' | 'ruleCounts'>;

/** @throws ProblemError `forbidden` */
export async function getCapacity(
  { key, query: { companyId } }: OperationRequest<unknown, CapacityQuery>,
  deps: Deps,
): Promise<Answer> {
  if (companyId !== undefined) checkHolds(key, companyId, '?companyId');
  else if (key.companies !== '*') {
    throw new ProblemError(
      'forbidden',
      `The bus belongs to all companies: only who holds every company ("*") sees how full it is. This ${nounOf(key)} does not: name one of its companies as companyId.`,
    );
  }
  const body: CapacityView = {
    ...(key.companies === '*' ? { bus: await busOf(deps) } : {}),
    ...(companyId === undefined ? {} : { company: await companyOf(companyId, deps) }),
  };
  return { status: 200, body };
}

async function busOf({ ruleQuota, ruleCounts }: Deps): Promise<CapacityView['bus'] & object> {
  const count = await ruleCounts.last();
  if (count === undefined) return { ruleQuota, counted: null };
  const rules = rulesUsed(count);
  const { countedAt: at, rulesOfWebhooks, webhooks } = count;
  const rulesLeft = Math.max(0, ruleQuota - rules);
  return { ruleQuota, counted: { at, rules, rulesOfWebhooks, rulesLeft, webhooks: { ...webhooks } } };
}

async function companyOf(
  companyId: string,
  { webhooks: store, webhooksPerCompany }: Deps,
): Promise<CapacityView['company'] & object> {
  const webhooks = await store.countOwned(companyId);
  const webhooksLeft = Math.max(0, webhooksPerCompany - webhooks);
  return { companyId, webhooks, webhooksPerCompany, webhooksLeft };
}
