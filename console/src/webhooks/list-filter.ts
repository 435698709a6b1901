import type { ListedWebhook } from '../../../client/api/client.ts';
import { type Day, type Status, statusOf } from './status.ts';

/** What a list is narrowed to; it stands in the address. */
export interface ListFilter {
  readonly search: string;
  readonly status: string;
  readonly eventType: string;
  /** Of `placeKey`. */
  readonly project: string;
}

export const noFilter: ListFilter = { search: '', status: '', eventType: '', project: '' };

export function readListFilter(address: URLSearchParams): ListFilter {
  const read = (name: keyof ListFilter) => address.get(name) ?? '';
  return {
    search: read('search'),
    status: read('status'),
    eventType: read('eventType'),
    project: read('project'),
  };
}

const groups: Readonly<Record<string, readonly Status['kind'][]>> = {
  working: ['working', 'new', 'quiet', 'pending', 'slow', 'someFailed'],
  trouble: ['failing', 'noAccess', 'someFailed', 'slow'],
  paused: ['paused'],
  stopped: ['stopped', 'gone', 'disabled'],
};

export const statusGroups = ['working', 'trouble', 'paused', 'stopped'] as const;

/** Whether a webhook is one of those that the list is narrowed to. */
export function isListed(
  webhook: ListedWebhook,
  { search, status, eventType, project }: ListFilter,
  day: Day | undefined,
): boolean {
  const text = `${webhook.name} ${webhook.url} ${webhook.sentence ?? ''} ${webhook.id}`.toLowerCase();
  if (!text.includes(search.trim().toLowerCase())) return false;
  if (status !== '' && !groups[status]?.includes(statusOf(webhook, day).kind)) return false;
  return webhook.filter.anyOf.some(
    clause =>
      (eventType === '' || listensTo(clause, eventType)) && (project === '' || listensIn(clause, project)),
  );
}

/** One project of one company as a text. */
export const placeKey = (companyId: string, projectId: string): string =>
  `${encodeURIComponent(companyId)}/${encodeURIComponent(projectId)}`;

type Clause = ListedWebhook['filter']['anyOf'][number];

function listensTo({ eventTypes, exceptEventTypes = [] }: Clause, eventType: string): boolean {
  return (
    (eventTypes.includes('*') || eventTypes.includes(eventType)) && !exceptEventTypes.includes(eventType)
  );
}

function listensIn({ companies }: Clause, project: string): boolean {
  const [companyId = '', projectId = ''] = project.split('/').map(decodeURIComponent);
  return companies.some(
    ({ companyId: id, projectIds, exceptProjectIds = [] }) =>
      id === companyId &&
      (projectIds === '*' || projectIds.includes(projectId)) &&
      !exceptProjectIds.includes(projectId),
  );
}
