import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ProblemCode } from '../domain/errors.ts';
import { type Inbox, inboxId, inboxState, isInboxToken } from '../domain/inbox.ts';
import type { InboxCalls, InboxStore } from '../domain/inbox-ports.ts';
import { problemView } from '../domain/problem-view.ts';
import { securityHeaders } from '../domain/security-headers.ts';
import { type CallRequest, callOfRequest } from './call-of-request.ts';

export interface InboxReceiverDeps {
  readonly inboxes: Pick<InboxStore, 'find'>;
  readonly calls: Pick<InboxCalls, 'admit' | 'add'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

export type InboxRequest = CallRequest &
  Pick<APIGatewayProxyEventV2, 'pathParameters'> & {
    readonly requestContext: { readonly requestId: string };
  };

type Answer = APIGatewayProxyStructuredResultV2;

/** Anybody who knows the URL may call; what each call costs is bounded by this, and by how much is kept of it. */
const callsPerHour = 600;
const hourMs = 3_600_000;
const idBytes = 16;

/** Keeps what is sent to `POST /in/{token}` of a live inbox, and answers 204. */
export async function takeCall(deps: InboxReceiverDeps, request: InboxRequest): Promise<Answer> {
  const { calls, now, randomBytes } = deps;
  const inbox = await findInbox(deps, request.pathParameters?.token ?? '');
  const nowMs = now();
  const state = inbox === undefined ? undefined : inboxState(inbox, nowMs);
  if (inbox === undefined || state === undefined) {
    return problem(request, 'not-found', 'There is no such inbox. POST /v1/inboxes makes one.');
  }
  if (state === 'gone') return problem(request, 'gone', 'This inbox has expired or was deleted.');
  if (!(await calls.admit(inbox.id, hourOf(nowMs), callsPerHour))) {
    return problem(
      request,
      'too-many-calls',
      `This inbox has had ${callsPerHour} calls in this hour; no more are taken before the next one.`,
      { 'retry-after': String(Math.ceil((hourMs - (nowMs % hourMs)) / 1000)) },
    );
  }
  await calls.add(inbox.id, callOfRequest(request, nowMs, randomBytes(idBytes)));
  return { statusCode: 204, headers: commonHeaders(request) };
}

async function findInbox({ inboxes }: InboxReceiverDeps, token: string): Promise<Inbox | undefined> {
  return isInboxToken(token) ? await inboxes.find(inboxId(token)) : undefined;
}

/** `2026-01-31T23` */
function hourOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 'yyyy-mm-ddThh'.length);
}

function commonHeaders({ headers, requestContext }: InboxRequest): Record<string, string> {
  return { ...securityHeaders(headers['x-forwarded-proto']), 'x-request-id': requestContext.requestId };
}

function problem(
  request: InboxRequest,
  code: ProblemCode,
  detail: string,
  more: Readonly<Record<string, string>> = {},
): Answer {
  const document = problemView(code, detail, request.requestContext.requestId);
  return {
    statusCode: document.status,
    headers: {
      ...commonHeaders(request),
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...more,
    },
    body: JSON.stringify(document),
  };
}
