import type { AuditEntry } from '../domain/audit/audit-entry.ts';
import { type Caller, covers } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { isAuditId } from '../domain/identifiers.ts';
import type { AuditEntryView, AuditLogView, AuditQuery } from '../domain/wire/audit-schema.ts';
import { cursorAfter, idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

export const auditDescription = `Who changed what and when, by API, by the link in a mail, or the service by itself; revealing secrets and sending again too. An entry is written before its change is made, so that none is missing; \`outcome\` says how it ended. Of secrets, headers and auth it says only that they have changed, of URLs where they lead.

An entry belongs to the companies of its thing: a key sees it when it holds all of them. A page may hold fewer than \`limit\`, even none: as long as \`nextCursor\` is not null, there is more.`;

/** Without any of these, others' entries would have to be gone through. @throws ProblemError `invalid-request` */
function companyOf({ companies }: Caller, { companyId, thingId, actorId }: AuditQuery): string | undefined {
  if (companyId !== undefined || companies === '*') return companyId;
  if (companies.length === 1) return companies[0];
  if (thingId !== undefined || actorId !== undefined) return undefined;
  throw new ProblemError('invalid-request', 'The query is not valid.', [
    { pointer: '?companyId', code: 'required', detail: 'Say of which company, thing or actor.' },
  ]);
}

export async function listAuditLog(
  { key, query }: OperationRequest<unknown, AuditQuery>,
  { auditLog }: Pick<ApiDeps, 'auditLog'>,
): Promise<Answer> {
  const { limit, cursor, ...rest } = query;
  const before = idInCursor(cursor, isAuditId);
  const companyId = companyOf(key, query);
  if (companyId !== undefined && !covers(key, [companyId])) {
    return { status: 200, body: { items: [], nextCursor: null } satisfies AuditLogView };
  }
  const found = await auditLog.search({
    filter: { ...rest, ...(companyId === undefined ? {} : { companyId }) },
    limit: limit + 1,
    ...(before === undefined ? {} : { before }),
  });
  const page = pageOf(found.entries, limit, entryView);
  const more = found.next === undefined ? null : cursorAfter(found.next);
  const items = page.items.filter(({ companies }) => covers(key, companies)).map(entryView);
  return { status: 200, body: { items, nextCursor: page.nextCursor ?? more } satisfies AuditLogView };
}

function entryView(entry: AuditEntry): AuditEntryView {
  const { before, after } = entry;
  return {
    id: entry.id,
    at: entry.at,
    requestId: entry.requestId,
    operation: entry.operation,
    actor: { ...entry.actor },
    thing: { ...entry.thing },
    companies: [...entry.companies],
    before: before === null ? null : { ...before },
    after: after === null ? null : { ...after },
    outcome: entry.outcome,
  };
}
