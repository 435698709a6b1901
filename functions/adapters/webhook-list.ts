import { companiesOf } from '../domain/filter.ts';
import type { WebhookPage } from '../domain/ports.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { TableAccess } from './dynamodb-batches.ts';
import { countOf, type IndexRange, newestFirst, pagesOf, singly } from './index-pages.ts';
import { byCompany, byKind, companyKey, webhookKind, webhookOf } from './webhook-item.ts';

const everyWebhook: IndexRange = {
  index: byKind,
  keyName: 'kind',
  key: webhookKind,
  sortName: 'kindSort',
};

function webhooksOf(companyId: string): IndexRange {
  return { index: byCompany, keyName: 'companyKey', key: companyKey(companyId), sortName: 'companySort' };
}

/** Every webhook that is not deleted, oldest first. @param owner only those of this company */
export function allWebhooks(
  access: TableAccess,
  pageSize: number,
  owner: string | undefined,
): AsyncGenerator<Webhook[]> {
  const range = owner === undefined ? everyWebhook : webhooksOf(owner);
  return pagesOf(access, range, { ascending: true, limit: pageSize }, webhookOf);
}

/** How many webhooks a company owns: counted where they are, none is read here. @param enough to stop at */
export function countWebhooks(
  access: TableAccess,
  owner: string,
  enough = Number.POSITIVE_INFINITY,
): Promise<number> {
  return countOf(access, webhooksOf(owner), enough);
}

/** Webhooks that the page's companies may see, newest first, as the index has them. */
export async function* newestWebhooks(access: TableAccess, page: WebhookPage): AsyncGenerator<Webhook> {
  const options = {
    ascending: false,
    limit: page.limit,
    ...(page.before === undefined ? {} : { before: page.before }),
  };
  const { companies: visible, ownerCompanyId } = page;
  if (visible === '*') {
    const range = ownerCompanyId === undefined ? everyWebhook : webhooksOf(ownerCompanyId);
    yield* singly(pagesOf(access, range, options, webhookOf));
    return;
  }
  const companies = new Set(visible);
  const owners = ownerCompanyId === undefined ? [...companies] : [ownerCompanyId];
  const streams = owners.map(id => singly(pagesOf(access, webhooksOf(id), options, webhookOf)));
  for await (const webhook of newestFirst(streams)) {
    if (companiesOf(webhook.filter).every(id => companies.has(id))) yield webhook;
  }
}
