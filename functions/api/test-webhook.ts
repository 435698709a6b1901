import { withoutCredentials } from '../domain/credentials.ts';
import { exampleDetail, examplePlace } from '../domain/event-examples/event-examples.ts';
import { callTimeoutMs } from '../domain/lane.ts';
import { testCall } from '../domain/payload.ts';
import type { FinehookEvent } from '../domain/queue-message.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { TestInput, WebhookTestView } from '../domain/wire/test-schema.ts';
import type { ApiDeps } from './deps.ts';
import { checkIfMatch, entityTag } from './entity-tag.ts';
import { findWebhook } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { attemptView, requestView } from './views.ts';

const idBytes = 16;
/** Somebody waits for the answer, and API Gateway gives up after 30 seconds. */
const longestTestMs = 10_000;

/** Where the example happens: in a project that the webhook names, so that a receiver knows it. */
function placeOf({ ownerCompanyId, filter }: Webhook) {
  const terms = filter.anyOf.flatMap(({ companies }) => companies);
  const projects = terms.flatMap(({ companyId, projectIds }) =>
    companyId === ownerCompanyId && projectIds !== '*' ? projectIds : [],
  );
  return { companyId: ownerCompanyId, projectId: projects[0] ?? examplePlace.projectId };
}

function testEvent(
  { eventType = '', event }: TestInput,
  webhook: Webhook,
  now: string,
): Pick<FinehookEvent, 'type' | 'detailText'> {
  if (event !== undefined) return { type: event.type, detailText: JSON.stringify(event.data) };
  return { type: eventType, detailText: JSON.stringify(exampleDetail(eventType, placeOf(webhook), now)) };
}

/** Calls the receiver once, as an event would. Webhook, health and deliveries stay as they are, whatever it answers. */
export async function testWebhook(
  { key, id, body, ifMatch }: OperationRequest<TestInput, unknown>,
  deps: Pick<ApiDeps, 'webhooks' | 'vault' | 'prober' | 'now' | 'randomBytes' | 'healthCheckTimeoutMs'>,
): Promise<Answer> {
  const state = await findWebhook(deps.webhooks, key, id);
  checkIfMatch(ifMatch, state);
  const nowMs = deps.now();
  const credentials = await deps.vault.open(state.webhook);
  const call = testCall({
    state,
    credentials,
    event: testEvent(body, state.webhook, new Date(nowMs).toISOString()),
    nowMs,
    randomBytes: deps.randomBytes(idBytes),
    timeoutMs: callTimeoutMs(state.webhook, deps.healthCheckTimeoutMs, longestTestMs),
  });
  const attempt = withoutCredentials(await deps.prober.call(call), credentials);
  return {
    status: 200,
    headers: { etag: entityTag(state) },
    body: {
      attempt: attemptView(attempt),
      request: requestView(call),
    } satisfies WebhookTestView,
  };
}
