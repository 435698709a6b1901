import type { PublishedView } from '../domain/wire/publish-schema.ts';
import type { RecentEventsView } from '../domain/wire/recent-events-schema.ts';

const place = { companyId: 'acme', projectId: 'website' };
const moved = {
  type: 'TODO_MOVED',
  source: 'crm',
  time: '2026-01-09T14:05:12Z',
  data: {
    ...place,
    recordId: 'todo-1',
    actorId: 'user-7',
    occurredAt: '2026-01-09T14:05:12.345Z',
    previousValue: { id: 'todo-1', todoListId: 'list-1' },
    currentValue: { id: 'todo-1', todoListId: 'list-2' },
  },
};
const created = {
  type: 'TODO_CREATED',
  data: { ...place, recordId: 'todo-2', previousValue: null, currentValue: { id: 'todo-2' } },
};

const { type, time, data } = moved;

/** Of the operations by which producers publish, and people see what came. */
export const publishExamples = {
  publishEvents: {
    request: moved,
    furtherRequests: { 'several events': [moved, created] },
    answer: {
      failed: 1,
      items: [
        { status: 'accepted', id: '7bf73129-1428-4cd3-a780-95db273d1602' },
        {
          status: 'failed',
          code: 'ThrottlingException',
          detail: 'The event bus did not take the event: ThrottlingException.',
          retryable: true,
        },
      ],
    } satisfies PublishedView,
  },
  listRecentEvents: {
    answer: {
      items: [{ id: '7bf73129-1428-4cd3-a780-95db273d1602', type, time, data }],
    } satisfies RecentEventsView,
  },
};
