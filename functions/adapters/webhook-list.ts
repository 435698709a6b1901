import { companiesOf } from '../domain/filter.ts';
import type { WebhookPage } from '../domain/ports.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { TableAccess } from './dynamodb-batches.ts';
import type { Item } from './dynamodb-client.ts';
import { byCompany, byKind, companyKey, webhookKind, webhookOf } from './webhook-item.ts';

/** Companies whose first webhooks are read at the same time. */
const concurrency = 8;

interface IndexRange {
  readonly index: string;
  readonly keyName: string;
  readonly key: string;
  readonly sortName: string;
}

const everyWebhook: IndexRange = {
  index: byKind,
  keyName: 'kind',
  key: webhookKind,
  sortName: 'kindSort',
};

function webhooksOf(companyId: string): IndexRange {
  return { index: byCompany, keyName: 'companyKey', key: companyKey(companyId), sortName: 'companySort' };
}

async function* pagesOf(
  { dynamoDb, table }: TableAccess,
  { index, keyName, key, sortName }: IndexRange,
  options: { readonly ascending: boolean; readonly limit: number; readonly before?: string },
): AsyncGenerator<Webhook[]> {
  const { ascending, limit, before } = options;
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamoDb.query({
      TableName: table,
      IndexName: index,
      KeyConditionExpression: before === undefined ? '#key = :key' : '#key = :key AND #sort < :before',
      ExpressionAttributeNames: { '#key': keyName, ...(before === undefined ? {} : { '#sort': sortName }) },
      ExpressionAttributeValues: {
        ':key': { S: key },
        ...(before === undefined ? {} : { ':before': { S: before } }),
      },
      ScanIndexForward: ascending,
      Limit: limit,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    yield Items.map(webhookOf);
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

/** Every webhook that is not deleted, oldest first. */
export function allWebhooks(access: TableAccess, pageSize: number): AsyncGenerator<Webhook[]> {
  return pagesOf(access, everyWebhook, { ascending: true, limit: pageSize });
}

async function* singly(pages: AsyncIterable<readonly Webhook[]>): AsyncGenerator<Webhook, undefined> {
  for await (const page of pages) yield* page;
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
    yield* singly(pagesOf(access, range, options));
    return;
  }
  const companies = new Set(visible);
  const owners = ownerCompanyId === undefined ? [...companies] : [ownerCompanyId];
  const streams = owners.map(id => singly(pagesOf(access, webhooksOf(id), options)));
  for await (const webhook of newestFirst(streams)) {
    if (companiesOf(webhook.filter).every(id => companies.has(id))) yield webhook;
  }
}

/** Merges streams that are newest first each. */
async function* newestFirst(streams: readonly AsyncGenerator<Webhook, undefined>[]): AsyncGenerator<Webhook> {
  const heads: { webhook: Webhook; stream: AsyncGenerator<Webhook, undefined> }[] = [];
  for (let start = 0; start < streams.length; start += concurrency) {
    const group = streams.slice(start, start + concurrency);
    const firsts = await Promise.all(group.map(async stream => ({ stream, first: await stream.next() })));
    for (const { stream, first } of firsts) {
      if (first.value !== undefined) heads.push({ stream, webhook: first.value });
    }
  }
  for (;;) {
    let newest: (typeof heads)[number] | undefined;
    for (const head of heads) if (newest === undefined || head.webhook.id > newest.webhook.id) newest = head;
    if (newest === undefined) return;
    yield newest.webhook;
    const { value } = await newest.stream.next();
    if (value === undefined) heads.splice(heads.indexOf(newest), 1);
    else newest.webhook = value;
  }
}
