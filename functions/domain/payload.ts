import { deliveryId } from './identifiers.ts';
import { jsonMember } from './json-member.ts';
import type { WebhookCall } from './ports.ts';
import type { FinehookEvent } from './queue-message.ts';
import { signBlue, signStandard, usableSecrets } from './signature.ts';
import type { WebhookState } from './webhook.ts';

/** Sent before a webhook is enabled again; no webhook can subscribe to it. */
export const healthCheckType = 'WEBHOOK_HEALTH_CHECK';

/** RFC 3339 §5.6 `date-time`, as the JSON source text of a string. */
const dateTimeText =
  /^"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)"$/;

type EventContent = Pick<FinehookEvent, 'type' | 'time' | 'detailText'>;

function standardBody({ type, time, detailText }: EventContent): string {
  const occurredAt = jsonMember(detailText, 'occurredAt');
  const timestamp =
    occurredAt !== undefined && dateTimeText.test(occurredAt) ? occurredAt : JSON.stringify(time);
  return `{"type":${JSON.stringify(type)},"timestamp":${timestamp},"data":${detailText}}`;
}

/** The body that Blue itself sends: an existing Blue receiver works unchanged. */
function blueBody({ webhook, health }: WebhookState, { type, detailText }: EventContent): string {
  const clauses = webhook.filter.anyOf;
  const description = {
    id: webhook.id,
    uid: webhook.id,
    url: webhook.url,
    status: health.status === 'active' ? 'HEALTHY' : 'UNHEALTHY',
    enabled: health.status === 'active' || health.status === 'failing',
    metadata: {
      events: [...new Set(clauses.flatMap(clause => clause.eventTypes))].sort(),
      projectIds: [
        ...new Set(
          clauses.flatMap(clause =>
            clause.companies.flatMap(({ projectIds }) => (projectIds === '*' ? [] : projectIds)),
          ),
        ),
      ].sort(),
    },
  };
  const previousValue = jsonMember(detailText, 'previousValue') ?? 'null';
  const currentValue = jsonMember(detailText, 'currentValue') ?? 'null';
  return `{"event":${JSON.stringify(type)},"webhook":${JSON.stringify(description)},"previousValue":${previousValue},"currentValue":${currentValue}}`;
}

function signedCall(
  state: WebhookState,
  id: string,
  content: EventContent,
  nowMs: number,
  timeoutMs: number,
): WebhookCall {
  const { webhook } = state;
  const secrets = usableSecrets(webhook, nowMs);
  const body = webhook.format === 'blue' ? blueBody(state, content) : standardBody(content);
  const timestampSeconds = Math.floor(nowMs / 1000);
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signStandard(secrets, id, timestampSeconds, body),
  };
  const [newest] = secrets;
  if (webhook.format === 'blue' && newest !== undefined) headers['x-signature'] = signBlue(newest, body);
  return { url: webhook.url, headers, body, timeoutMs };
}

interface CallInput {
  readonly state: WebhookState;
  readonly nowMs: number;
  readonly timeoutMs: number;
}

/** The call of one attempt: `webhook-id` is the delivery's id, the same at every attempt. */
export function callFor(
  input: CallInput & { readonly deliveryId: string; readonly event: FinehookEvent },
): WebhookCall {
  return signedCall(input.state, input.deliveryId, input.event, input.nowMs, input.timeoutMs);
}

/** A signed WEBHOOK_HEALTH_CHECK. Its id has the form of a delivery's, so that receivers treat it as one. */
export function healthCheckCall({ state, nowMs, timeoutMs }: CallInput): WebhookCall {
  const time = new Date(nowMs).toISOString();
  const id = deliveryId(state.webhook.id, `health-check ${nowMs}`, time);
  return signedCall(state, id, { type: healthCheckType, time, detailText: '{}' }, nowMs, timeoutMs);
}
