import { healthCheckType } from './event-catalog.ts';
import { deliveryId } from './identifiers.ts';
import type { PayloadInput } from './payload-formats/payload-format.ts';
import { payloadFormats } from './payload-formats/payload-formats.ts';
import type { WebhookCall } from './ports.ts';
import type { FinehookEvent } from './queue-message.ts';
import { signBlue, signStandard, usableSecrets } from './signature.ts';
import type { WebhookState } from './webhook.ts';

function signedCall(
  state: WebhookState,
  id: string,
  event: PayloadInput['event'],
  nowMs: number,
  timeoutMs: number,
): WebhookCall {
  const { webhook } = state;
  const secrets = usableSecrets(webhook, nowMs);
  const { contentType, body } = payloadFormats[webhook.format]({ state, event });
  const timestampSeconds = Math.floor(nowMs / 1000);
  const headers: Record<string, string> = {
    'content-type': contentType,
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
  return signedCall(state, id, { id, type: healthCheckType, time, detailText: '{}' }, nowMs, timeoutMs);
}
