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
import type { MessageTemplate, PayloadFormat, WebhookState } from './webhook.ts';

/** In a call that somebody makes to try a webhook out. It is verified as any other: the header itself is not signed. */
const testHeader = 'webhook-test';
const blueHeader = 'x-signature';

interface CallInput {
  readonly state: WebhookState;
  readonly credentials: Credentials;
  readonly nowMs: number;
  readonly timeoutMs: number;
  /** For messages that people read. @default nothing has a name */
  readonly names?: Names;
}

/** Of a call that tells of an event. */
interface Told {
  /** What the operator calls things, for messages that people read. */
  readonly nouns: EnglishNouns;
}

interface UnsignedInput extends Pick<CallInput, 'nowMs' | 'names'>, Partial<Told> {
  readonly state: PayloadInput['state'];
  readonly format: PayloadFormat;
}

/** A call but for what signs it, and for what the receiver's owner asked for. */
function unsigned(
  { state, format, nowMs, names, nouns }: UnsignedInput,
  id: string,
  event: PayloadInput['event'],
  isTest: boolean,
) {
  const { contentType, body } = payloadFormats[format]({
    state,
    event,
    isTest,
    ...(names === undefined ? {} : { names }),
    ...(nouns === undefined ? {} : { nouns }),
  });
  const timestampSeconds = Math.floor(nowMs / 1000);
  const headers = {
    'content-type': contentType,
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    ...(isTest ? { [testHeader]: 'true' } : {}),
  };
  return { body, timestampSeconds, headers };
}

/** @throws CredentialsUnusableError rather than make a call that nothing signs */
function signedCall(
  input: CallInput & Partial<Told>,
  id: string,
  event: PayloadInput['event'],
  isTest = false,
): WebhookCall {
  const { state, credentials, nowMs, timeoutMs } = input;
  const { url, id: webhookId, format } = state.webhook;
  const secrets = usableSecrets(credentials, nowMs);
  const [newest] = secrets;
  if (newest === undefined) throw new CredentialsUnusableError(webhookId, 'no secret is valid');
  const { body, timestampSeconds, headers } = unsigned({ ...input, format }, id, event, isTest);
  const signed = {
    ...ownHeaders(credentials),
    ...headers,
    'webhook-signature': signStandard(secrets, id, timestampSeconds, body),
    ...(format === 'blue' ? { [blueHeader]: signBlue(newest, body) } : {}),
  };
  return { url, headers: signed, body, timeoutMs };
}

/** The call of one attempt: `webhook-id` is the delivery's id, the same at every attempt. */
export function callFor(
  input: CallInput & Told & { readonly deliveryId: string; readonly event: FinehookEvent },
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
  input: CallInput &
    Told & {
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
 * A webhook that is not made yet, as far as a call tells of it.
 * @param randomBytes see {@link newId}
 */
export function webhookToBe(input: {
  readonly url: string;
  readonly template?: MessageTemplate | undefined;
  readonly nowMs: number;
  readonly randomBytes: Uint8Array;
}): PayloadInput['state'] {
  const { url, template, nowMs, randomBytes } = input;
  const id = newId('whk', nowMs, randomBytes);
  const own = template === undefined ? {} : { template };
  return {
    webhook: { id, ownerCompanyId: '', name: '', url, filter: { anyOf: [] }, ...own },
    health: { status: 'active' },
  };
}

/**
 * A call to a URL that no webhook has yet, so without a signature: nobody knows a secret.
 * @param event what it tells of; without one it is a WEBHOOK_HEALTH_CHECK
 */
export function urlCheckCall(
  input: UnsignedInput &
    Told & {
      readonly event?: Pick<FinehookEvent, 'type' | 'detailText'> | undefined;
      readonly timeoutMs: number;
    },
): WebhookCall {
  const { url, id: webhookId } = input.state.webhook;
  const time = new Date(input.nowMs).toISOString();
  const id = deliveryId(webhookId, 'url-check', time);
  const { event = { type: healthCheckType, detailText: '{}' }, timeoutMs } = input;
  const { headers, body } = unsigned(input, id, { id, time, ...event }, true);
  return { url, headers, body, timeoutMs };
}

/**
 * What an attempt that is made now would send, as people may see it. Who only looks needs no credentials, so none are opened:
 * the headers that hold one are named, and null.
 */
export function shownRequest(
  input: Pick<CallInput, 'state' | 'nowMs' | 'names'> &
    Told & {
      readonly deliveryId: string;
      readonly event: FinehookEvent;
    },
): {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: string;
} {
  const { url, format, headerNames, authType } = input.state.webhook;
  const { headers, body } = unsigned({ ...input, format }, input.deliveryId, input.event, false);
  const secret = [
    ...headerNames,
    ...(authType === null ? [] : ['authorization']),
    'webhook-signature',
    ...(format === 'blue' ? [blueHeader] : []),
  ];
  return { url, headers: { ...Object.fromEntries(secret.map(name => [name, null])), ...headers }, body };
}
