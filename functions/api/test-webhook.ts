import { withoutCredentials } from '../domain/credentials.ts';
import { companiesOf } from '../domain/filter.ts';
import { callTimeoutMs } from '../domain/lane.ts';
import { testCall } from '../domain/payload.ts';
import type { TestInput, WebhookTestView } from '../domain/wire/test-schema.ts';
import type { ApiDeps } from './deps.ts';
import { checkIfMatch, entityTag } from './entity-tag.ts';
import { findWebhook } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { shownNames } from './shown-names.ts';
import { checkTestedType, placeOf, testEvent } from './test-event.ts';
import { attemptView, requestView } from './views.ts';

const idBytes = 16;
/** Somebody waits for the answer, and API Gateway gives up after 30 seconds. */
const longestTestMs = 10_000;

/** Calls the receiver once, as an event would. Webhook, health and deliveries stay as they are, whatever it answers. */
export async function testWebhook(
  { key, id, body, ifMatch }: OperationRequest<TestInput, unknown>,
  deps: ApiDeps,
): Promise<Answer> {
  await checkTestedType(body, deps);
  const state = await findWebhook(deps.webhooks, key, id);
  checkIfMatch(ifMatch, state);
  const nowMs = deps.now();
  const credentials = await deps.vault.open(state.webhook);
  const now = new Date(nowMs).toISOString();
  const event = await testEvent(body, placeOf(state.webhook), deps, now);
  const companies = companiesOf(state.webhook.filter);
  const told = { state, event: { id: '', time: now, ...event }, isTest: true };
  const call = testCall({
    state,
    credentials,
    event,
    nouns: deps.nouns.en,
    names: await shownNames(state.webhook.format, told, id => companies.includes(id), deps),
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
