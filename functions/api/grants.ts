import type { AuditedChange } from '../domain/audit/audit-entry.ts';
import { type Caller, covers, nounOf } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { type Grant, grantId, isGrantId } from '../domain/grant.ts';
import { grantSort } from '../domain/grant-ports.ts';
import type { GrantInput, GrantListView, GrantsQuery, GrantView } from '../domain/wire/grant-schema.ts';
import { idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { checkHolds } from './held-companies.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

const sortPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z grt_[0-9a-f]{32}$/;

function grantView({ id, companyId, toCompanyId, createdAt, createdBy }: Grant): GrantView {
  return { id, companyId, toCompanyId, createdAt, createdBy };
}

/** Of the company whose events it is about. */
function grantChange({ id, companyId, toCompanyId }: Grant, what: 'given' | 'withdrawn'): AuditedChange {
  const members = { companyId, toCompanyId };
  return {
    thing: { kind: 'grant', id },
    companies: [companyId],
    before: what === 'given' ? null : members,
    after: what === 'given' ? members : null,
  };
}

/** Webhooks that have waited for it get it within seconds: the historian sees the grant in the table's stream. */
export async function createGrant(
  { key: caller, audit, body: { companyId, toCompanyId } }: OperationRequest<GrantInput, unknown>,
  { grants, now }: Pick<ApiDeps, 'grants' | 'now'>,
): Promise<Answer> {
  checkHolds(caller, companyId, '/companyId');
  const asked: Grant = {
    id: grantId(companyId, toCompanyId),
    companyId,
    toCompanyId,
    createdAt: new Date(now()).toISOString(),
    createdBy: caller.actor,
  };
  await audit.record(grantChange(asked, 'given'));
  const grant = await grants.add(asked);
  // There was one already.
  if (grant.createdAt !== asked.createdAt || grant.createdBy !== asked.createdBy) audit.withdraw();
  return { status: 201, headers: { location: `/v1/grants/${grant.id}` }, body: grantView(grant) };
}

export async function listGrants(
  { key: caller, query }: OperationRequest<unknown, GrantsQuery>,
  { grants }: Pick<ApiDeps, 'grants'>,
): Promise<Answer> {
  const { companyId, direction, limit, cursor } = query;
  checkHolds(caller, companyId, '?companyId');
  const before = idInCursor(cursor, text => sortPattern.test(text));
  const found = await grants.list({
    companyId,
    direction,
    limit: limit + 1,
    ...(before === undefined ? {} : { before }),
  });
  const page = pageOf(
    found.map(grant => ({ id: grantSort(grant), grant })),
    limit,
    ({ grant }) => grantView(grant),
  );
  const items = page.items.map(({ grant }) => grantView(grant));
  return { status: 200, body: { items, nextCursor: page.nextCursor } satisfies GrantListView };
}

/** A grant that the caller's companies have given or got. @throws ProblemError `not-found` */
async function findGrant(
  { grants }: Pick<ApiDeps, 'grants'>,
  caller: Caller,
  id: string,
  isSeen: (grant: Grant) => boolean,
): Promise<Grant> {
  const grant = isGrantId(id) ? await grants.find(id) : undefined;
  if (grant !== undefined && isSeen(grant)) return grant;
  throw new ProblemError('not-found', `No such grant, or this ${nounOf(caller)} does not hold its company.`);
}

export async function getGrant(
  { key: caller, id }: OperationRequest<unknown, unknown>,
  deps: Pick<ApiDeps, 'grants'>,
): Promise<Answer> {
  const isSeen = (grant: Grant) => covers(caller, [grant.companyId]) || covers(caller, [grant.toCompanyId]);
  return { status: 200, body: grantView(await findGrant(deps, caller, id, isSeen)) };
}

/** Only whoever holds the granting company can take it back. */
export async function deleteGrant(
  { key: caller, id, audit }: OperationRequest<unknown, unknown>,
  deps: Pick<ApiDeps, 'grants'>,
): Promise<Answer> {
  const grant = await findGrant(deps, caller, id, ({ companyId }) => covers(caller, [companyId]));
  await audit.record(grantChange(grant, 'withdrawn'));
  await deps.grants.remove(grant.id);
  return { status: 204 };
}
