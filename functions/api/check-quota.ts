import { ProblemError } from '../domain/errors.ts';
import type { WebhookStore } from '../domain/ports.ts';
import type { ApiDeps } from './deps.ts';

/**
 * So that one customer cannot take every rule of the bus. It is counted in an index that may lag behind, so several who create
 * at the same moment may go beyond it by a few.
 * @throws ProblemError `too-many-webhooks`
 */
export async function checkQuota(
  { webhooks, webhooksPerCompany }: Pick<ApiDeps, 'webhooks' | 'webhooksPerCompany'>,
  ownerCompanyId: string,
): Promise<void> {
  if ((await countOwned(webhooks, ownerCompanyId, webhooksPerCompany)) < webhooksPerCompany) return;
  throw new ProblemError(
    'too-many-webhooks',
    `${ownerCompanyId} has ${webhooksPerCompany} webhooks; at most so many are possible. Delete one, or let one webhook listen to more.`,
  );
}

/** How many webhooks a company owns. @param enough no more than so many are looked for */
export async function countOwned(
  webhooks: Pick<WebhookStore, 'pages'>,
  ownerCompanyId: string,
  enough = Number.POSITIVE_INFINITY,
): Promise<number> {
  let count = 0;
  for await (const page of webhooks.pages(ownerCompanyId)) {
    count += page.length;
    if (count >= enough) break;
  }
  return count;
}
