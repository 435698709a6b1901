import { canonicalJson } from '../domain/canonical-json.ts';
import { type Fault, ProblemError } from '../domain/errors.ts';
import { companiesOf } from '../domain/filter.ts';
import { unmeasured } from '../domain/lane.ts';
import type { Webhook, WebhookState } from '../domain/webhook.ts';
import { type WebhookPatch, webhookSetupSchema } from '../domain/wire/webhook-schema.ts';
import { changeWebhook, followThrough } from './change-webhook.ts';
import { checkUrl, formatOf, patternOf } from './check-setup.ts';
import type { ApiDeps } from './deps.ts';
import { entityTag } from './entity-tag.ts';
import { checkCompanies } from './find-webhook.ts';
import type { Answer } from './http.ts';
import { mergePatch } from './merge-patch.ts';
import type { OperationRequest } from './operation.ts';
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
    (pointer): Fault => ({ pointer, detail: 'This member is required: null cannot remove it.' }),
  );
  if (faults.length > 0) throw new ProblemError('invalid-request', 'The body is not valid.', faults);
}

/** The owner stays as long as the filter names it. */
function ownerOf({ ownerCompanyId }: Webhook, { filter }: Pick<Webhook, 'filter'>): string {
  const companies = companiesOf(filter);
  return companies.includes(ownerCompanyId) ? ownerCompanyId : (companies[0] ?? ownerCompanyId);
}

/** A new owner's credentials are sealed with its own data key. */
async function sealedFor(next: Webhook, before: Webhook, { vault }: ApiDeps): Promise<string> {
  if (next.ownerCompanyId === before.ownerCompanyId) return before.sealedCredentials;
  return vault.seal(next.ownerCompanyId, next.id, await vault.open(before));
}

async function patched(
  state: WebhookState,
  patch: WebhookPatch,
  { key }: Request,
  deps: ApiDeps,
): Promise<WebhookState | undefined> {
  const { webhook, health } = state;
  const { template, ...withoutTemplate } = webhook;
  const { name, url, filter, format, options } = webhook;
  const current = { name, url, filter, format, ...(template === undefined ? {} : { template }), options };
  const input = parseBody(webhookSetupSchema, mergePatch(current, patch));
  const wanted = { ...input, format: formatOf(input) };
  if (canonicalJson(wanted) === canonicalJson(current)) return undefined;
  checkCompanies(key, wanted.filter);
  if (wanted.url !== url) checkUrl(wanted.url, deps.addresses);
  const kept = wanted.url === url ? withoutTemplate : unmeasured(withoutTemplate);
  const next = {
    ...kept,
    ...wanted,
    pattern: patternOf(wanted.filter),
    ownerCompanyId: ownerOf(webhook, wanted),
  };
  return { webhook: { ...next, sealedCredentials: await sealedFor(next, webhook, deps) }, health };
}

type Request = OperationRequest<WebhookPatch, unknown>;

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
  const state = await followThrough(after, deps, () => takeBack(before, after, deps));
  return { status: 200, headers: { etag: entityTag(state) }, body: webhookView(state) };
}
