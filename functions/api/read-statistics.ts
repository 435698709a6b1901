import { type Caller, covers } from '../domain/caller.ts';
import { companiesOf } from '../domain/filter.ts';
import { isWebhookId } from '../domain/identifiers.ts';
import { type HourlyCounts, summaryOf, sumOf } from '../domain/statistics/counts.ts';
import { type Span, seriesOf, spanOf } from '../domain/statistics/period.ts';
import type { WebhookState } from '../domain/webhook.ts';
import {
  intervalOf,
  maxWebhooks,
  type StatisticsListQuery,
  type StatisticsListView,
  type StatisticsQuery,
  type StatisticsView,
} from '../domain/wire/statistics-schema.ts';
import { idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { findWithPast } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

export const statisticsDescription = `Counted by hour as deliveries are made, a few seconds late; \`total\` is the sum of \`series\`. Hours and days are those of UTC, and the last one is not over yet. Percentiles, over failed calls too, are those of buckets that grow by a quarter each, so they are at most 12 % off. Counts are for people to look at: what a worker has gathered when it crashes is missing.`;

type Deps = Pick<ApiDeps, 'webhooks' | 'statistics' | 'now'>;

function viewOf(span: Span, hours: readonly HourlyCounts[]): Pick<StatisticsView, 'total' | 'series'> {
  const series = seriesOf(span, hours);
  return {
    total: summaryOf(sumOf(series.map(({ counts }) => counts))),
    series: series.map(({ at, counts }) => ({ at, ...summaryOf(counts) })),
  };
}

function about(query: StatisticsQuery, span: Span) {
  return { period: query.period, by: span.interval, from: span.from };
}

/** How one webhook does, also one that was deleted. */
export async function getStatistics(
  { key, id, query }: OperationRequest<unknown, StatisticsQuery>,
  { webhooks, statistics, now }: Deps,
): Promise<Answer> {
  await findWithPast(webhooks, key, id);
  const span = spanOf(query.period, intervalOf(query), now());
  const { firstHour, lastHour } = span;
  const hours = await statistics.hours({ webhookId: id, firstHour, lastHour });
  return {
    status: 200,
    body: { ...about(query, span), webhookId: id, ...viewOf(span, hours) } satisfies StatisticsView,
  };
}

/** How many webhooks do: one request for a page of a list. What the key may not see is left out. */
export async function listStatistics(
  { key, query }: OperationRequest<unknown, StatisticsListQuery>,
  { webhooks, statistics, now }: Deps,
): Promise<Answer> {
  const { items: states, nextCursor } = await pageOfWebhooks(key, query, webhooks);
  const span = spanOf(query.period, intervalOf(query), now());
  const { firstHour, lastHour } = span;
  const counted = await Promise.all(
    states.map(async ({ webhook: { id, name } }) => {
      const hours = await statistics.hours({ webhookId: id, firstHour, lastHour });
      return { webhookId: id, name, hours };
    }),
  );
  const items = counted.map(({ webhookId, name, hours }) => ({ webhookId, name, ...viewOf(span, hours) }));
  const together = viewOf(
    span,
    counted.flatMap(({ hours }) => hours),
  );
  return {
    status: 200,
    body: { ...about(query, span), items, ...together, nextCursor } satisfies StatisticsListView,
  };
}

interface Page {
  readonly items: readonly WebhookState[];
  readonly nextCursor: string | null;
}

async function pageOfWebhooks(
  key: Caller,
  { webhookIds, companyId, cursor }: StatisticsListQuery,
  webhooks: ApiDeps['webhooks'],
): Promise<Page> {
  const isSeen = ({ webhook }: WebhookState) => covers(key, companiesOf(webhook.filter));
  if (webhookIds !== undefined) {
    const ids = [...new Set(webhookIds.split(','))];
    const states = new Map((await webhooks.findAll(ids)).map(state => [state.webhook.id, state]));
    const items = ids.flatMap(id => states.get(id) ?? []).filter(isSeen);
    return { items, nextCursor: null };
  }
  if (companyId === undefined || !covers(key, [companyId])) return { items: [], nextCursor: null };
  const before = idInCursor(cursor, isWebhookId);
  const found = await webhooks.list({
    companies: key.companies,
    ownerCompanyId: companyId,
    limit: maxWebhooks + 1,
    ...(before === undefined ? {} : { before }),
  });
  const page = pageOf(
    found.map(state => ({ id: state.webhook.id, state })),
    maxWebhooks,
    ({ id }) => id,
  );
  return { items: page.items.map(({ state }) => state).filter(isSeen), nextCursor: page.nextCursor };
}
