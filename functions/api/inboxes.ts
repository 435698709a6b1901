import { inboxChange } from '../domain/audit/audited-inbox.ts';
import { type Caller, covers, nounOf } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { isInboxCallId } from '../domain/identifiers.ts';
import { type Inbox, inboxPath, inboxState, inboxTokenBytes, isInboxId, newInbox } from '../domain/inbox.ts';
import type { InboxCall } from '../domain/inbox-call.ts';
import type {
  InboxCallListView,
  InboxCallView,
  InboxesQuery,
  InboxInput,
  InboxListView,
  InboxView,
} from '../domain/wire/inbox-schema.ts';
import type { ListQuery } from '../domain/wire/list-query-schema.ts';
import { idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { checkHolds } from './held-companies.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

/** Of a company at a time. Counted in an index that may lag behind: who creates several at once may go beyond it by a few. */
const maxInboxes = 20;

function inboxView(inbox: Inbox, apiUrl: string): InboxView {
  const { id, companyId, createdAt, expiresAt } = inbox;
  return { id, companyId, url: `${apiUrl}${inboxPath(inbox)}`, createdAt, expiresAt };
}

function callView({ id, at, method, headers, body, isBodyWhole, eventType }: InboxCall): InboxCallView {
  return { id, at, method, headers, body, isBodyWhole, eventType };
}

/** Says the same of what is not there and of what the caller does not hold. @throws ProblemError `not-found` */
async function findInbox(
  { inboxes, now }: Pick<ApiDeps, 'inboxes' | 'now'>,
  caller: Caller,
  id: string,
): Promise<Inbox> {
  const inbox = isInboxId(id) ? await inboxes.find(id) : undefined;
  if (inbox === undefined || inboxState(inbox, now()) !== 'live' || !covers(caller, [inbox.companyId])) {
    throw new ProblemError(
      'not-found',
      `No such inbox, or this ${nounOf(caller)} does not hold its company. An inbox expires after 7 days.`,
    );
  }
  return inbox;
}

export async function createInbox(
  { key, audit, body: { companyId } }: OperationRequest<InboxInput, unknown>,
  { inboxes, apiUrl, now, randomBytes }: Pick<ApiDeps, 'inboxes' | 'apiUrl' | 'now' | 'randomBytes'>,
): Promise<Answer> {
  checkHolds(key, companyId, '/companyId');
  const nowMs = now();
  if ((await inboxes.ofCompany(companyId, nowMs, maxInboxes)).length >= maxInboxes) {
    throw new ProblemError(
      'too-many-inboxes',
      `The company has ${maxInboxes} inboxes; at most so many are possible. Delete one, or wait until one expires.`,
    );
  }
  const inbox = newInbox(companyId, nowMs, randomBytes(inboxTokenBytes));
  await audit.record(inboxChange(inbox, 'created'));
  await inboxes.add(inbox);
  return {
    status: 201,
    headers: { location: `/v1/inboxes/${inbox.id}` },
    body: inboxView(inbox, apiUrl),
  };
}

export async function listInboxes(
  { key, query: { companyId } }: OperationRequest<unknown, InboxesQuery>,
  { inboxes, apiUrl, now }: Pick<ApiDeps, 'inboxes' | 'apiUrl' | 'now'>,
): Promise<Answer> {
  checkHolds(key, companyId, '?companyId');
  // More than there may be.
  const found = await inboxes.ofCompany(companyId, now(), 5 * maxInboxes);
  const items = found.map(inbox => inboxView(inbox, apiUrl));
  return { status: 200, body: { items } satisfies InboxListView };
}

export async function getInbox(
  { key, id }: OperationRequest<unknown, unknown>,
  deps: Pick<ApiDeps, 'inboxes' | 'apiUrl' | 'now'>,
): Promise<Answer> {
  return { status: 200, body: inboxView(await findInbox(deps, key, id), deps.apiUrl) };
}

export async function deleteInbox(
  { key, id, audit }: OperationRequest<unknown, unknown>,
  deps: Pick<ApiDeps, 'inboxes' | 'now'>,
): Promise<Answer> {
  const inbox = await findInbox(deps, key, id);
  await audit.record(inboxChange(inbox, 'deleted'));
  await deps.inboxes.end(id, new Date(deps.now()).toISOString());
  return { status: 204 };
}

export async function listInboxCalls(
  { key, id, query: { limit, cursor } }: OperationRequest<unknown, ListQuery>,
  deps: Pick<ApiDeps, 'inboxes' | 'inboxCalls' | 'now'>,
): Promise<Answer> {
  await findInbox(deps, key, id);
  const before = idInCursor(cursor, isInboxCallId);
  const found = await deps.inboxCalls.list({
    inboxId: id,
    limit: limit + 1,
    ...(before === undefined ? {} : { before }),
  });
  const { items, nextCursor } = pageOf(found, limit, callView);
  return { status: 200, body: { items: items.map(callView), nextCursor } satisfies InboxCallListView };
}
