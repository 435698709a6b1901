import { ProblemError } from '../domain/errors.ts';
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
  if ((await webhooks.countOwned(ownerCompanyId, webhooksPerCompany)) < webhooksPerCompany) return;
  throw new ProblemError(
    'too-many-webhooks',
    `${ownerCompanyId} has ${webhooksPerCompany} webhooks; at most so many are possible. Delete one, or let one webhook listen to more.`,
  );
}
