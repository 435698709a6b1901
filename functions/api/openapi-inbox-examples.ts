import { newId } from '../domain/identifiers.ts';
import { newInbox } from '../domain/inbox.ts';
import type {
  InboxCallListView,
  InboxCallView,
  InboxInput,
  InboxListView,
  InboxView,
} from '../domain/wire/inbox-schema.ts';
import { cursorAfter } from './cursor.ts';

const text = new TextEncoder();
const at = '2026-01-09T14:05:12.345Z';

const input = { companyId: 'acme' } satisfies InboxInput;

const { id, token, companyId, createdAt, expiresAt } = newInbox(
  input.companyId,
  Date.parse('2026-01-07T09:30:00.000Z'),
  text.encode('an example, nobody should use it'),
);
const inbox = {
  id,
  companyId,
  url: `https://hooks.example.com/in/${token}`,
  createdAt,
  expiresAt,
} satisfies InboxView;

const call = {
  id: newId('ibc', Date.parse(at), text.encode('What was sent to an inbox')),
  at,
  method: 'POST',
  headers: {
    authorization: '…',
    'content-type': 'application/json',
    'webhook-id': 'dlv_01kebzrd80f9jpgt5m3kxyz0n21j6mq5c0a7s9d3f5h2k4n',
    'webhook-timestamp': '1767967512',
    'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  },
  body: `{"type":"TODO_MOVED","timestamp":"2026-01-09T14:05:12Z","data":{"companyId":"acme","projectId":"website"}}`,
  isBodyWhole: true,
  eventType: 'TODO_MOVED',
} satisfies InboxCallView;

/** By operation id: see `openapi-examples.ts`. */
export const inboxExamples = {
  createInbox: { request: input, answer: inbox },
  listInboxes: { answer: { items: [inbox] } satisfies InboxListView },
  getInbox: { answer: inbox },
  listInboxCalls: {
    answer: { items: [call], nextCursor: cursorAfter(call.id) } satisfies InboxCallListView,
  },
};
