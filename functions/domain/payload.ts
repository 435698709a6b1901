import { type Credentials, ownHeaders, usableSecrets } from './credentials.ts';
import { CredentialsUnusableError } from './errors.ts';
import { healthCheckType } from './event-catalog.ts';
import { deliveryId, newId } from './identifiers.ts';
import type { EnglishNouns } from './nouns.ts';
import type { Names, PayloadInput } from './payload-formats/payload-format.ts';
import { payloadFormats } from './payload-formats/payload-formats.ts';
import type { WebhookCall } from './ports.ts';
import type { FinehookEvent } from './queue-message.ts';
import { signBlue, signStandard } from './signature.ts';
import type { PayloadFormat, WebhookState } from './webhook.ts';

/** In a call that somebody makes to try a webhook out. It is verified as any other: the header itself is not signed. */
const testHeader = 'webhook-test';

interface CallInput {
  readonly state: WebhookState;
  readonly credentials: Credentials;
  readonly nowMs: number;
  readonly timeoutMs: number;
  /** For messages that people read. @default nothing has a name */
  readonly names?: Names;
  /** For the same. @default ours */
  readonly nouns?: EnglishNouns;
}

/** @throws CredentialsUnusableError rather than make a call that nothing signs */
function signedCall(
  { state, credentials, nowMs, timeoutMs, names, nouns }: CallInput,
  id: string,
  event: PayloadInput['event'],
  isTest = false,
): WebhookCall {
  const { webhook } = state;
  const secrets = usableSecrets(credentials, nowMs);
  const [newest] = secrets;
  if (newest === undefined) throw new CredentialsUnusableError(webhook.id, 'no secret is valid');
  const { contentType, body } = payloadFormats[webhook.format]({
    state,
    event,
    isTest,
    ...(names === undefined ? {} : { names }),
    ...(nouns === undefined ? {} : { nouns }),
  });
  const timestampSeconds = Math.floor(nowMs / 1000);
  const headers: Record<string, string> = {
    ...ownHeaders(credentials),
    'content-type': contentType,
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signStandard(secrets, id, timestampSeconds, body),
  };
  if (webhook.format === 'blue') headers['x-signature'] = signBlue(newest, body);
  if (isTest) headers[testHeader] = 'true';
  return { url: webhook.url, headers, body, timeoutMs };
}

/** The call of one attempt: `webhook-id` is the delivery's id, the same at every attempt. */
export function callFor(
  input: CallInput & { readonly deliveryId: string; readonly event: FinehookEvent },
): WebhookCall {
  return signedCall(input, input.deliveryId, input.event);
}

/** A signed WEBHOOK_HEALTH_CHECK. Its id has the form of a delivery's, so that receivers treat it as one. */
export function healthCheckCall(input: CallInput): WebhookCall {
  const time = new Date(input.nowMs).toISOString();
  const id = deliveryId(input.state.webhook.id, `health-check ${input.nowMs}`, time);
  return signedCall(input, id, { id, type: healthCheckType, time, detailText: '{}' });
}

/**
 * A call as an event's would be, marked by the header `webhook-test: true`; of no delivery, though its id has the form.
 * @param randomBytes make the id another one each time, so that receivers take no test for a repetition
 */
export function testCall(
  input: CallInput & {
    readonly event: Pick<FinehookEvent, 'type' | 'detailText'>;
    readonly randomBytes: Uint8Array;
  },
): WebhookCall {
  const time = new Date(input.nowMs).toISOString();
  const id = deliveryId(
    input.state.webhook.id,
    `test ${Buffer.from(input.randomBytes).toString('hex')}`,
    time,
  );
  return signedCall(input, id, { id, time, ...input.event }, true);
}

/**
 * A WEBHOOK_HEALTH_CHECK to a URL that no webhook has yet, so without a signature: nobody knows a secret.
 * @param randomBytes see {@link newId}
 */
export function urlCheckCall(input: {
  readonly url: string;
  readonly format: PayloadFormat;
  readonly nowMs: number;
  readonly randomBytes: Uint8Array;
  readonly timeoutMs: number;
}): WebhookCall {
  const { url, format, nowMs, timeoutMs } = input;
  const webhookId = newId('whk', nowMs, input.randomBytes);
  const time = new Date(nowMs).toISOString();
  const id = deliveryId(webhookId, 'url-check', time);
  const { contentType, body } = payloadFormats[format]({
    state: {
      webhook: { id: webhookId, ownerCompanyId: '', name: '', url, filter: { anyOf: [] } },
      health: { status: 'active' },
    },
    event: { id, type: healthCheckType, time, detailText: '{}' },
    isTest: true,
  });
  const headers = {
    'content-type': contentType,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(nowMs / 1000)),
    [testHeader]: 'true',
  };
  return { url, headers, body, timeoutMs };
}
