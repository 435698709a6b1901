import { withoutCredentials } from '../domain/credentials.ts';
import { type Fault, ProblemError } from '../domain/errors.ts';
import { exampleDetail, examplePlace } from '../domain/event-examples/event-examples.ts';
import { callTimeoutMs } from '../domain/lane.ts';
import { testCall } from '../domain/payload.ts';
import type { FinehookEvent } from '../domain/queue-message.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { TestInput, WebhookTestView } from '../domain/wire/test-schema.ts';
import type { ApiDeps } from './deps.ts';
import { checkIfMatch, entityTag } from './entity-tag.ts';
import { findEventType } from './find-event-type.ts';
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

/** @throws ProblemError `invalid-request` */
async function checkType(
  { eventType, event }: TestInput,
  { knownEventTypes }: Pick<ApiDeps, 'knownEventTypes'>,
): Promise<void> {
  const pointer = event === undefined ? '/eventType' : '/event/type';
  for (const [, detail] of await knownEventTypes.faultsOf([event?.type ?? eventType ?? ''])) {
    throw invalid({ pointer, detail });
  }
}

function invalid(fault: Fault): ProblemError {
  return new ProblemError('invalid-request', 'The body is not valid.', [fault]);
}

/**
 * The example of a type as it would have come from the webhook's own company.
 * @throws ProblemError `invalid-request` when the type has none
 */
async function exampleText(
  name: string,
  webhook: Webhook,
  { eventTypes }: Pick<ApiDeps, 'eventTypes'>,
  now: string,
): Promise<string> {
  const place = placeOf(webhook);
  const { stored, current } = await findEventType(eventTypes, name);
  if (stored === undefined && current !== undefined) return JSON.stringify(exampleDetail(name, place, now));
  if (stored?.example !== undefined) return JSON.stringify({ ...stored.example, ...place, occurredAt: now });
  throw invalid({
    pointer: '/eventType',
    detail: 'The catalog has no example of this event type. Send an "event" of your own instead.',
  });
}

async function testEvent(
  { eventType = '', event }: TestInput,
  webhook: Webhook,
  deps: Pick<ApiDeps, 'eventTypes'>,
  now: string,
): Promise<Pick<FinehookEvent, 'type' | 'detailText'>> {
  if (event !== undefined) return { type: event.type, detailText: JSON.stringify(event.data) };
  return { type: eventType, detailText: await exampleText(eventType, webhook, deps, now) };
}

/** Calls the receiver once, as an event would. Webhook, health and deliveries stay as they are, whatever it answers. */
export async function testWebhook(
  { key, id, body, ifMatch }: OperationRequest<TestInput, unknown>,
  deps: ApiDeps,
): Promise<Answer> {
  await checkType(body, deps);
  const state = await findWebhook(deps.webhooks, key, id);
  checkIfMatch(ifMatch, state);
  const nowMs = deps.now();
  const credentials = await deps.vault.open(state.webhook);
  const call = testCall({
    state,
    credentials,
    event: await testEvent(body, state.webhook, deps, new Date(nowMs).toISOString()),
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
