import { webhookChange } from '../domain/audit/audited-members.ts';
import type { Credentials, Secret } from '../domain/credentials.ts';
import { companiesOf } from '../domain/filter.ts';
import { endHeld, newHealth } from '../domain/health.ts';
import { newId } from '../domain/identifiers.ts';
import { withLowerCaseNames } from '../domain/receiver-headers.ts';
import { newSecret, secretBytes } from '../domain/signature.ts';
import type { Webhook, WebhookState } from '../domain/webhook.ts';
import type { CreatedWebhookView, WebhookInput } from '../domain/wire/webhook-schema.ts';
import { followThrough } from './change-webhook.ts';
import { checkGrants, stillGranted } from './check-grants.ts';
import { checkQuota } from './check-quota.ts';
import { checkUrl, formatOf, ruleOf } from './check-setup.ts';
import type { ApiDeps } from './deps.ts';
import { entityTag } from './entity-tag.ts';
import { checkCompanies } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { noCredentials, sealCredentials } from './seal-credentials.ts';
import { webhookView } from './views.ts';

type Request = OperationRequest<WebhookInput, unknown>;

const idBytes = 16;

/** The first company of the filter owns the webhook. */
function ownerOf({ filter }: Pick<WebhookInput, 'filter'>): string {
  const [owner] = filter.anyOf.flatMap(clause => clause.companies.map(term => term.companyId));
  return owner ?? companiesOf(filter).join();
}

async function newWebhook(
  { key, body }: Request,
  rule: Pick<Webhook, 'pattern' | 'hasResidual'>,
  deps: ApiDeps,
): Promise<{ state: WebhookState; secret: Secret }> {
  const { name, url, filter, template, options } = body;
  const nowMs = deps.now();
  const now = new Date(nowMs).toISOString();
  const id = newId('whk', nowMs, deps.randomBytes(idBytes));
  const secret =
    body.secret === undefined ? newSecret(deps.randomBytes(secretBytes)) : { value: body.secret };
  const ownerCompanyId = ownerOf({ filter });
  const credentials: Credentials = {
    secrets: [secret],
    headers: withLowerCaseNames(body.headers ?? {}),
    ...(body.auth === undefined ? {} : { auth: body.auth }),
  };
  const state: WebhookState = {
    webhook: {
      id,
      ownerCompanyId,
      name,
      url,
      filter,
      ...rule,
      format: formatOf(body),
      ...(template === undefined ? {} : { template }),
      options,
      ...(await sealCredentials(deps, { id, ownerCompanyId }, credentials)),
      rule: 'pending',
      version: 1,
      revision: 1,
      createdAt: now,
      updatedAt: now,
    },
    health: newHealth({ now, by: key.actor }),
  };
  return { state, secret };
}

/** A webhook whose rule EventBridge refuses is taken away again: a creation that is answered with an error changes nothing. */
async function takeBack({ key }: Request, state: WebhookState, deps: ApiDeps): Promise<void> {
  const now = new Date(deps.now()).toISOString();
  const { webhook, health } = state;
  const isTaken = await deps.webhooks.save(
    {
      webhook: {
        ...webhook,
        ...noCredentials,
        rule: 'off',
        version: webhook.version + 1,
        revision: webhook.revision + 1,
        updatedAt: now,
        deletedAt: now,
      },
      health: endHeld(health, { now, by: key.actor }),
    },
    { revision: webhook.revision, healthRevision: health.revision },
  );
  if (isTaken) await deps.rules.remove(webhook.id);
}

export async function createWebhook(request: Request, deps: ApiDeps): Promise<Answer> {
  const { key, body, audit } = request;
  checkCompanies(key, body.filter);
  checkUrl(body.url, deps.addresses);
  // All checks come before anything is sealed: for that a company's first webhook makes a data key.
  const rule = await ruleOf(body.filter, deps.knownEventTypes);
  const ownerCompanyId = ownerOf(body);
  await checkGrants(deps, { filter: body.filter, ownerCompanyId });
  await checkQuota(deps, ownerCompanyId);
  const { state: created, secret } = await newWebhook(request, rule, deps);
  await audit.record(webhookChange(undefined, created));
  await deps.webhooks.create(created);
  const undo = () => takeBack(request, created, deps);
  await stillGranted(deps, created, undo);
  const state = await followThrough(created, deps, undo);
  return {
    status: 201,
    headers: { location: `/v1/webhooks/${state.webhook.id}`, etag: entityTag(state) },
    body: { ...webhookView(state), secret: secret.value } satisfies CreatedWebhookView,
  };
}
