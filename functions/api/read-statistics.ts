import { type Caller, covers } from '../domain/caller.ts';
import { companiesOf } from '../domain/filter.ts';
import { isWebhookId } from '../domain/identifiers.ts';
import { sharesByOutcome, sharesByType } from '../domain/statistics/breakdown.ts';
import { summaryOf, sumOf } from '../domain/statistics/counts.ts';
import { type Point, type Span, seriesOf, seriesOfDeliveries, spanOf } from '../domain/statistics/period.ts';
import type { WebhookState } from '../domain/webhook.ts';
import {
  maxWebhooks,
  type StatisticsListQuery,
  type StatisticsListView,
  type StatisticsQuery,
  type StatisticsView,
  usualInterval,
} from '../domain/wire/statistics-schema.ts';
import { idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { findWithPast } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

export const statisticsDescription = `Counted by hour as deliveries are made, a few seconds late; \`total\` is the sum of \`series\`. Hours and days are those of UTC, and the last one is not over yet. Percentiles, over failed calls too, are those of buckets that grow by a quarter each, so they are at most 12 % off. Counts are for people to look at: what a worker has gathered when it crashes is missing.`;

export const oneWebhookDescription = `${statisticsDescription}

\`byEventType\` and \`byStatus\` say the same of each event type, and how the calls ended. A worker counts at most 50 types and 40 ways apart at once, and what goes beyond together, as null. Hours that were counted before Finehook did so have neither.

\`period=1h\` is told by five minutes, of the deliveries that were created since \`from\`: of at most 1,000 records, a quarter from each of the four parts in which they are kept. With more, \`isWhole\` is false, and older intervals miss some. Attempts at older deliveries are not in it.`;

/** Records that an hour is told of. */
const mostRecords = 1_000;

type Deps = Pick<ApiDeps, 'webhooks' | 'statistics' | 'deliveries' | 'now'>;

function viewOf(points: readonly Point[]): Pick<StatisticsView, 'total' | 'series'> {
  return {
    total: summaryOf(sumOf(points.map(({ counts }) => counts))),
    series: points.map(({ at, counts }) => ({ at, ...summaryOf(counts) })),
  };
}

/** An hour comes from the newest records, what is longer from what workers have counted. */
async function pointsOf(
  webhookId: string,
  span: Span,
  { statistics, deliveries }: Pick<Deps, 'statistics' | 'deliveries'>,
): Promise<{ readonly points: readonly Point[]; readonly isWhole: boolean }> {
  if (span.interval === 'five-minutes') {
    const found = await deliveries.newest(webhookId, span.from, mostRecords);
    return { points: seriesOfDeliveries(span, found.deliveries), isWhole: found.isWhole };
  }
  const { firstHour, lastHour } = span;
  const hours = await statistics.hours({ webhookId, firstHour, lastHour });
  return { points: seriesOf(span, hours), isWhole: true };
}

/** How one webhook does, also one that was deleted. */
export async function getStatistics(
  { key, id, query }: OperationRequest<unknown, StatisticsQuery>,
  deps: Deps,
): Promise<Answer> {
  await findWithPast(deps.webhooks, key, id);
  const { period, by = usualInterval[period] } = query;
  const span = spanOf(period, by, deps.now());
  const { points, isWhole } = await pointsOf(id, span, deps);
  const sum = sumOf(points.map(({ counts }) => counts));
  return {
    status: 200,
    body: {
      period,
      by,
      from: span.from,
      webhookId: id,
      isWhole,
      byEventType: sharesByType(sum),
      byStatus: sharesByOutcome(sum),
      ...viewOf(points),
    } satisfies StatisticsView,
  };
}

/** How many webhooks do: one request for a page of a list. What the key may not see is left out. */
export async function listStatistics(
  { key, query }: OperationRequest<unknown, StatisticsListQuery>,
  { webhooks, statistics, now }: Omit<Deps, 'deliveries'>,
): Promise<Answer> {
  const { items: states, nextCursor } = await pageOfWebhooks(key, query, webhooks);
  const { period, by = usualInterval[period] } = query;
  const span = spanOf(period, by, now());
  const { firstHour, lastHour } = span;
  const counted = await Promise.all(
    states.map(async ({ webhook: { id, name } }) => {
      const hours = await statistics.hours({ webhookId: id, firstHour, lastHour });
      return { webhookId: id, name, hours };
    }),
  );
  const items = counted.map(({ webhookId, name, hours }) => ({
    webhookId,
    name,
    ...viewOf(seriesOf(span, hours)),
  }));
  const together = viewOf(
    seriesOf(
      span,
      counted.flatMap(({ hours }) => hours),
    ),
  );
  return {
    status: 200,
    body: { period, by, from: span.from, items, ...together, nextCursor } satisfies StatisticsListView,
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
