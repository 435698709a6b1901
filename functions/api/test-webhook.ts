import { withoutCredentials } from '../domain/credentials.ts';
import { companiesOf } from '../domain/filter.ts';
import { callTimeoutMs } from '../domain/lane.ts';
import { testCall } from '../domain/payload.ts';
import { idsShown, namesFrom } from '../domain/payload-formats/names.ts';
import type { Names, PayloadInput } from '../domain/payload-formats/payload-format.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { TestInput, WebhookTestView } from '../domain/wire/test-schema.ts';
import type { ApiDeps } from './deps.ts';
import { checkIfMatch, entityTag } from './entity-tag.ts';
import { findWebhook } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { checkTestedType, testEvent } from './test-event.ts';
import { attemptView, requestView } from './views.ts';

const idBytes = 16;
/** Somebody waits for the answer, and API Gateway gives up after 30 seconds. */
const longestTestMs = 10_000;

/**
 * Of the webhook's companies alone, which the caller holds: an event of the caller's own may name any. Without names people
 * see ids.
 */
async function namesOf(
  state: WebhookState,
  event: PayloadInput['event'],
  { directory, log }: Pick<ApiDeps, 'directory' | 'log'>,
): Promise<Names> {
  const companies = companiesOf(state.webhook.filter);
  const shown = idsShown(state.webhook.format, { state, event, isTest: true });
  const possible = shown.filter(({ companyId }) => companies.includes(companyId));
  if (possible.length === 0) return namesFrom([]);
  try {
    return namesFrom(await directory.find(possible));
  } catch (error) {
    log.warn('names could not be looked up', { error });
    return namesFrom([]);
  }
}

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
  const event = await testEvent(body, state.webhook, deps, now);
  const call = testCall({
    state,
    credentials,
    event,
    nouns: deps.nouns.en,
    names: await namesOf(state, { id: '', time: now, ...event }, deps),
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
