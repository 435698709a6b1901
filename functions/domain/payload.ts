import { type Credentials, ownHeaders, usableSecrets } from './credentials.ts';
import { CredentialsUnusableError } from './errors.ts';
import { healthCheckType } from './event-catalog.ts';
import { deliveryId } from './identifiers.ts';
import type { PayloadInput } from './payload-formats/payload-format.ts';
import { payloadFormats } from './payload-formats/payload-formats.ts';
import type { WebhookCall } from './ports.ts';
import type { FinehookEvent } from './queue-message.ts';
import { signBlue, signStandard } from './signature.ts';
import type { WebhookState } from './webhook.ts';

/** @throws CredentialsUnusableError rather than make a call that nothing signs */
function signedCall(
  { state, credentials, nowMs, timeoutMs }: CallInput,
  id: string,
  event: PayloadInput['event'],
): WebhookCall {
  const { webhook } = state;
  const secrets = usableSecrets(credentials, nowMs);
  const [newest] = secrets;
  if (newest === undefined) throw new CredentialsUnusableError(webhook.id, 'no secret is valid');
  const { contentType, body } = payloadFormats[webhook.format]({ state, event });
  const timestampSeconds = Math.floor(nowMs / 1000);
  const headers: Record<string, string> = {
    ...ownHeaders(credentials),
    'content-type': contentType,
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signStandard(secrets, id, timestampSeconds, body),
  };
  if (webhook.format === 'blue') headers['x-signature'] = signBlue(newest, body);
  return { url: webhook.url, headers, body, timeoutMs };
}

interface CallInput {
  readonly state: WebhookState;
  readonly credentials: Credentials;
  readonly nowMs: number;
  readonly timeoutMs: number;
}

/** The call of one attempt: `webhook-id` is the delivery's id, the same at every attempt. */
export function callFor(
  input: CallInput & { readonly deliveryId: string; readonly event: FinehookEvent },
): WebhookCall {
  return signedCall(input, input.deliveryId, input.event);
}

/** A signed WEBHOOK_HEALTH_CHECK. Its id has the form of a delivery's, so that receivers treat it as one. */
export function healthCheckCall(input: CallInput): WebhookCall {
  const { state, nowMs } = input;
  const time = new Date(nowMs).toISOString();
  const id = deliveryId(state.webhook.id, `health-check ${nowMs}`, time);
  return signedCall(input, id, { id, type: healthCheckType, time, detailText: '{}' });
}
