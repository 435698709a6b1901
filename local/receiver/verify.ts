import { createHmac, timingSafeEqual } from 'node:crypto';

const toleranceMs = 5 * 60 * 1000;

/** The webhook in the id of a delivery (`dlv_` and the webhook's own 26 characters first) or of a health check. */
export function webhookIdOf(headers: Readonly<Record<string, string>>): string | undefined {
  const ulid = /^[a-z]+_([0-9a-z]{26})/.exec(headers['webhook-id'] ?? '')?.[1];
  return ulid === undefined ? undefined : `whk_${ulid}`;
}

/**
 * Whether a call was signed with the secret: by Standard Webhooks
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md), or in the format `blue` by a
 * hex HMAC-SHA256 of the raw body in X-Signature.
 * @param secret `whsec_…`
 */
export function isSignedWith(
  secret: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  nowMs: number,
): boolean {
  const blue = headers['x-signature'];
  if (blue !== undefined) return equal(blue, createHmac('sha256', secret).update(body).digest('hex'));

  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (id === undefined || timestamp === undefined || signatures === undefined) return false;
  const sentMs = Number(timestamp) * 1000;
  if (!(Math.abs(nowMs - sentMs) <= toleranceMs)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return signatures.split(' ').some(signature => equal(signature, `v1,${expected}`));
}

function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
