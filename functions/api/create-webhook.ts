import { webhookChange } from '../domain/audit/audited-members.ts';
import type { Credentials, Secret } from '../domain/credentials.ts';
import { companiesOf } from '../domain/filter.ts';
import { endHeld, newHealth } from '../domain/health.ts';
import { newId } from '../domain/identifiers.ts';
import { withLowerCaseNames } from '../domain/receiver-headers.ts';
import { newSecret, secretBytes } from '../domain/signature.ts';
import type { Webhook, WebhookState } from '../domain/webhook.ts';
import type { CreatedWebhookView, WebhookInput } from '../domain/wire/webhook-schema.ts';
import { checkGrants, stillGranted } from './check-grants.ts';
import { checkQuota } from './check-quota.ts';
import { checkUrl, formatOf, ruleOf } from './check-setup.ts';
import { dropRule, putFirstRule } from './create-rule.ts';
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

/** As it will be, but for its credentials, and for its rule, which is still to be asked for. */
function newWebhook(
  { key, body }: Request,
  rule: Pick<Webhook, 'pattern' | 'hasResidual'>,
  deps: ApiDeps,
): WebhookState {
  const { name, url, filter, template, options } = body;
  const nowMs = deps.now();
  const now = new Date(nowMs).toISOString();
  const id = newId('whk', nowMs, deps.randomBytes(idBytes));
  return {
    webhook: {
      id,
      ownerCompanyId: ownerOf({ filter }),
      name,
      url,
      filter,
      ...rule,
      format: formatOf(body),
      ...(template === undefined ? {} : { template }),
      options,
      ...noCredentials,
      rule: 'pending',
      version: 1,
      revision: 1,
      createdAt: now,
      updatedAt: now,
    },
    health: newHealth({ now, by: key.actor }),
  };
}

/** Nothing is written of the webhook before this is done: so its rule goes when it cannot be. */
async function sealAndRecord(
  { body, audit }: Request,
  { webhook, health }: WebhookState,
  secret: Secret,
  deps: ApiDeps,
): Promise<WebhookState> {
  const credentials: Credentials = {
    secrets: [secret],
    headers: withLowerCaseNames(body.headers ?? {}),
    ...(body.auth === undefined ? {} : { auth: body.auth }),
  };
  try {
    const sealed = await sealCredentials(deps, webhook, credentials);
    const state = { webhook: { ...webhook, ...sealed }, health };
    await audit.record(webhookChange(undefined, state));
    return state;
  } catch (error) {
    await dropRule(webhook.id, deps);
    throw error;
  }
}

/** A webhook that lost a grant while it was made is taken away again. */
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
  if (isTaken) await dropRule(webhook.id, deps);
}

export async function createWebhook(request: Request, deps: ApiDeps): Promise<Answer> {
  const { key, body } = request;
  checkCompanies(key, body.filter);
  checkUrl(body.url, deps.addresses);
  // All checks come before anything is written, EventBridge's too: to seal, a company's first webhook makes a data key.
  const rule = await ruleOf(body.filter, deps.knownEventTypes);
  const ownerCompanyId = ownerOf(body);
  await checkGrants(deps, { filter: body.filter, ownerCompanyId });
  await checkQuota(deps, ownerCompanyId);
  const asked = await putFirstRule(newWebhook(request, rule, deps), deps);
  const secret =
    body.secret === undefined ? newSecret(deps.randomBytes(secretBytes)) : { value: body.secret };
  const state = await sealAndRecord(request, asked, secret, deps);
  // When this fails it may be written all the same, and needs its rule; if it is not, the rule-reconciler removes that.
  await deps.webhooks.create(state);
  await stillGranted(deps, state, () => takeBack(request, state, deps));
  return {
    status: 201,
    headers: { location: `/v1/webhooks/${state.webhook.id}`, etag: entityTag(state) },
    body: { ...webhookView(state), secret: secret.value } satisfies CreatedWebhookView,
  };
}
