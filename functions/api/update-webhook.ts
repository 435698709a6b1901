import { canonicalJson } from '../domain/canonical-json.ts';
import { type Fault, ProblemError } from '../domain/errors.ts';
import { companiesOf, type Filter } from '../domain/filter.ts';
import { unmeasured } from '../domain/lane.ts';
import type { Webhook, WebhookState } from '../domain/webhook.ts';
import {
  type UpdatedWebhookView,
  type WebhookPatch,
  webhookSetupSchema,
} from '../domain/wire/webhook-schema.ts';
import { changeWebhook, followThrough } from './change-webhook.ts';
import { checkGrants, stillGranted } from './check-grants.ts';
import { checkQuota } from './check-quota.ts';
import { checkUrl, formatOf, ruleOf } from './check-setup.ts';
import type { ApiDeps } from './deps.ts';
import { entityTag } from './entity-tag.ts';
import { checkCompanies } from './find-webhook.ts';
import type { Answer } from './http.ts';
import { mergePatch } from './merge-patch.ts';
import type { OperationRequest } from './operation.ts';
import { droppedHeaders, sealedAfterPatch } from './patch-credentials.ts';
import { parseBody } from './read-request.ts';
import { webhookView } from './views.ts';

/** `null` would remove what a webhook cannot be without. */
function checkRemovals(patch: WebhookPatch): void {
  const removed: string[] = [];
  if (patch.name === null) removed.push('/name');
  if (patch.url === null) removed.push('/url');
  if (patch.filter === null) removed.push('/filter');
  if (patch.filter?.anyOf === null) removed.push('/filter/anyOf');
  const faults = removed.map(
    (pointer): Fault => ({
      pointer,
      code: 'required',
      detail: 'This member is required: null cannot remove it.',
    }),
  );
  if (faults.length > 0) throw new ProblemError('invalid-request', 'The body is not valid.', faults);
}

/** The owner stays as long as the filter names it. */
function ownerOf({ ownerCompanyId }: Webhook, { filter }: Pick<Webhook, 'filter'>): string {
  const companies = companiesOf(filter);
  return companies.includes(ownerCompanyId) ? ownerCompanyId : (companies[0] ?? ownerCompanyId);
}

async function patched(
  state: WebhookState,
  patch: WebhookPatch,
  { key }: Request,
  deps: ApiDeps,
): Promise<WebhookState | undefined> {
  const { webhook, health } = state;
  const { template, noAccessTo: _, hasResidual: __, ...withoutTemplate } = webhook;
  const { name, url, filter, format, options } = webhook;
  const current = { name, url, filter, format, ...(template === undefined ? {} : { template }), options };
  const { headers, auth, ...setupPatch } = patch;
  const input = parseBody(webhookSetupSchema, mergePatch(current, setupPatch));
  const wanted = { ...input, format: formatOf(input) };
  const isSameSetup = canonicalJson(wanted) === canonicalJson(current);
  if (isSameSetup && headers === undefined && auth === undefined) return undefined;
  checkCompanies(key, wanted.filter);
  if (wanted.url !== url) checkUrl(wanted.url, deps.addresses);
  const kept = wanted.url === url ? withoutTemplate : unmeasured(withoutTemplate);
  const next = { ...kept, ...wanted, ...(await listeningTo(wanted.filter, webhook, deps)) };
  const sealed = await sealedAfterPatch(next, webhook, { headers, auth }, deps);
  return isSameSetup && sealed === undefined ? undefined : { webhook: { ...next, ...sealed }, health };
}

function isSameFilter(one: Pick<Webhook, 'filter'>, other: Pick<Webhook, 'filter'>): boolean {
  return canonicalJson(one.filter) === canonicalJson(other.filter);
}

/** Another filter needs every grant. With the same one a webhook goes on with those that it has. */
async function listeningTo(
  filter: Filter,
  webhook: Webhook,
  deps: ApiDeps,
): Promise<Pick<Webhook, 'pattern' | 'hasResidual' | 'ownerCompanyId' | 'noAccessTo'>> {
  const { pattern, hasResidual, ownerCompanyId, noAccessTo } = webhook;
  if (isSameFilter({ filter }, webhook)) {
    return {
      pattern,
      ownerCompanyId,
      ...(hasResidual === undefined ? {} : { hasResidual }),
      ...(noAccessTo === undefined ? {} : { noAccessTo }),
    };
  }
  const listening = {
    ...(await ruleOf(filter, deps.knownEventTypes, webhook.filter)),
    ownerCompanyId: ownerOf(webhook, { filter }),
  };
  await checkGrants(deps, { filter, ownerCompanyId: listening.ownerCompanyId });
  if (listening.ownerCompanyId !== ownerCompanyId) await checkQuota(deps, listening.ownerCompanyId);
  return listening;
}

type Request = OperationRequest<WebhookPatch, unknown>;

/** For OpenAPI, as CommonMark. */
export const updateDescription = `\`headers\` and \`auth\` are written and never read: a member that is not sent stays as it is, header by header, and null removes it. Names of headers have no case. \`auth\` of another \`type\` begins anew.

A URL with another origin (scheme, host or port) takes headers and auth away, unless this request sends them again: else whoever may change a webhook could have them sent to themselves. \`droppedHeaders\` in the answer names what is sent no longer, \`authorization\` standing for \`auth\`. Secrets stay: they are never sent.`;

/** EventBridge refused the new rule: the webhook goes back to what it was, unless somebody changed it since. */
async function takeBack(before: WebhookState, after: WebhookState, deps: ApiDeps): Promise<void> {
  const { version, revision, updatedAt } = after.webhook;
  const restored: WebhookState = {
    webhook: {
      ...before.webhook,
      rule: 'pending',
      version: version + 1,
      revision: revision + 1,
      updatedAt,
    },
    health: after.health,
  };
  if (await deps.webhooks.save(restored, { revision, healthRevision: after.health.revision })) {
    await followThrough(restored, deps);
  }
}

/** JSON Merge Patch (RFC 7396) of all that a creation sets; the merged whole is checked as a creation is. */
export async function updateWebhook(request: Request, deps: ApiDeps): Promise<Answer> {
  checkRemovals(request.body);
  const { before, after } = await changeWebhook(request, deps, state =>
    patched(state, request.body, request, deps),
  );
  const undo = () => takeBack(before, after, deps);
  if (!isSameFilter(before.webhook, after.webhook)) await stillGranted(deps, after, undo);
  const state = await followThrough(after, deps, undo);
  const dropped = droppedHeaders(before.webhook, after.webhook, request.body);
  return {
    status: 200,
    headers: { etag: entityTag(state) },
    body: {
      ...webhookView(state),
      ...(dropped.length === 0 ? {} : { droppedHeaders: dropped }),
    } satisfies UpdatedWebhookView,
  };
}
