import { bytesOf, fromBase64, fromHex, isSigned, textOf } from './hmac.ts';

/** Headers as Node's http, a `Request` of the Fetch API or a framework gives them. */
export type ReceivedHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

interface ReceivedCall {
  /** The body as it came, before any JSON parser: what was parsed and written again has other bytes. */
  readonly payload: string | Uint8Array;
  /** `whsec_…`; several while the secret is being changed: one of them must fit. */
  readonly secret: string | readonly string[];
}

export interface StandardCall extends ReceivedCall {
  /** Names in any case. */
  readonly headers: ReceivedHeaders;
  /** How far `webhook-timestamp` may be from now, in seconds. @default 300 */
  readonly toleranceSeconds?: number;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

export interface BlueCall extends ReceivedCall {
  /** The header `x-signature`. */
  readonly signature: string | null | undefined;
}

export interface VerifiedCall {
  /** The body, in UTF-8. */
  readonly body: string;
}

export interface VerifiedStandardCall extends VerifiedCall {
  /** `webhook-id`: the same for every attempt, so that repeats can be dropped. */
  readonly id: string;
  /** When this attempt was signed. */
  readonly sentAt: Date;
}

export type VerificationCode =
  | 'missing-header'
  | 'invalid-timestamp'
  | 'too-old'
  | 'too-far-ahead'
  | 'signature-mismatch';

/** A call that is not to be trusted: answer it with 401 and do nothing else. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
  readonly code: VerificationCode;

  constructor(code: VerificationCode, message: string) {
    super(message);
    this.code = code;
  }
}

const secretPrefix = 'whsec_';
/** More signatures than secrets can be valid at once (five) are no honest header. */
const maxSignatures = 16;

/**
 * Verifies a call by Standard Webhooks, as every format but `blue` is signed:
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * Take the body from the answer, so that nothing unverified can be worked with.
 * @throws VerificationError when the call is not to be trusted
 * @throws TypeError when a secret is not one, or there is none
 */
export async function verifyStandardWebhook(call: StandardCall): Promise<VerifiedStandardCall> {
  const { payload, headers, secret, toleranceSeconds = 300, now = Date.now } = call;
  const keys = secretsOf(secret).map(keyOf);
  const id = required(headers, 'webhook-id');
  const timestamp = required(headers, 'webhook-timestamp');
  const signatures = required(headers, 'webhook-signature');
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new VerificationError('invalid-timestamp', 'webhook-timestamp is no number of seconds since 1970');
  }
  const ageSeconds = now() / 1000 - Number(timestamp);
  if (ageSeconds > toleranceSeconds) throw new VerificationError('too-old', 'webhook-timestamp is too old');
  if (-ageSeconds > toleranceSeconds) {
    throw new VerificationError('too-far-ahead', 'webhook-timestamp is too far ahead: is the clock right?');
  }
  const body = bytesOf(payload);
  const given = signatures
    .split(' ', maxSignatures)
    .flatMap(one => (one.startsWith('v1,') ? [fromBase64(one.slice('v1,'.length))] : []))
    .filter(bytes => bytes !== undefined);
  if (!(await isSigned(keys, given, joined(bytesOf(`${id}.${timestamp}.`), body)))) throw mismatch();
  return { id, sentAt: new Date(Number(timestamp) * 1000), body: textOf(body) };
}

/**
 * Verifies a call in the format `blue`: hex HMAC-SHA256 of the body, keyed with the secret's text. It says nothing of when it was
 * made, so a call that somebody has recorded verifies for ever.
 * @throws VerificationError when the call is not to be trusted
 * @throws TypeError when a secret is empty, or there is none
 */
export async function verifyBlue({ payload, signature, secret }: BlueCall): Promise<VerifiedCall> {
  const keys = secretsOf(secret).map(bytesOf);
  if (signature === null || signature === undefined || signature === '') {
    throw new VerificationError('missing-header', 'the call has no x-signature');
  }
  const body = bytesOf(payload);
  const given = fromHex(signature);
  if (given === undefined || !(await isSigned(keys, [given], body))) throw mismatch();
  return { body: textOf(body) };
}

function mismatch(): VerificationError {
  return new VerificationError('signature-mismatch', 'no signature fits the body and a secret');
}

/** An empty list or text would verify nothing, or everything that is signed with nothing. */
function secretsOf(secret: string | readonly string[]): readonly string[] {
  const secrets = typeof secret === 'string' ? [secret] : secret;
  if (secrets.length === 0 || secrets.includes('')) throw new TypeError('there is no secret to verify with');
  return secrets;
}

function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  const key = fromBase64(secret.startsWith(secretPrefix) ? secret.slice(secretPrefix.length) : secret);
  // Never the secret itself: messages end up in logs.
  if (key === undefined || key.length === 0) throw new TypeError('a secret is not whsec_ and base64');
  return key;
}

function required(headers: ReceivedHeaders, name: string): string {
  const value = headerOf(headers, name);
  if (value === undefined || value === '') {
    throw new VerificationError('missing-header', `the call has no ${name}`);
  }
  return value;
}

function headerOf(headers: ReceivedHeaders, name: string): string | undefined {
  if (isFetchHeaders(headers)) return headers.get(name) ?? undefined;
  const [, value] = Object.entries(headers).find(([given]) => given.toLowerCase() === name) ?? [];
  return typeof value === 'string' ? value : value?.[0];
}

function isFetchHeaders(headers: ReceivedHeaders): headers is { get(name: string): string | null } {
  return typeof headers.get === 'function';
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}
