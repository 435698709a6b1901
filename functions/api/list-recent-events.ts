import type { RecentEventsQuery, RecentEventsView } from '../domain/wire/recent-events-schema.ts';
import { pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { checkHolds } from './held-companies.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { eventView } from './views.ts';

export const recentEventsDescription = `From the sample that previews are made of: a few events of each company and type, whether a webhook wanted them or not, up to a minute late, without those that are larger than 64 KiB. Where they are large, there may be fewer than \`limit\`. \`items\` is null when whoever runs this service has switched the sample off.`;

/** @throws ProblemError `forbidden` */
export async function listRecentEvents(
  { key, query: { companyId, eventType, limit } }: OperationRequest<unknown, RecentEventsQuery>,
  { recentEvents }: Pick<ApiDeps, 'recentEvents'>,
): Promise<Answer> {
  checkHolds(key, companyId, '?companyId');
  if (recentEvents === undefined) return { status: 200, body: { items: null } satisfies RecentEventsView };
  const scope = { companyId, ...(eventType === undefined ? {} : { eventTypes: [eventType] }) };
  const found = await recentEvents.recent(scope, limit);
  const views = found.map(({ eventText }) => eventView(eventText));
  const { items } = pageOf(views, limit, view => view);
  return { status: 200, body: { items } satisfies RecentEventsView };
}
