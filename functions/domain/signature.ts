import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Secret } from './credentials.ts';

/** Prefix of a symmetric Standard Webhooks secret (https://github.com/standard-webhooks/standard-webhooks, "Secret"). */
export const secretPrefix = 'whsec_';

// A KeyObject makes the HMAC four times cheaper than a raw key; each lives as long as the secret it was made of.
const standardKeys = new WeakMap<Secret, KeyObject>();
const blueKeys = new WeakMap<Secret, KeyObject>();

function cached(keys: WeakMap<Secret, KeyObject>, secret: Secret, bytes: () => Buffer): KeyObject {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const key = createSecretKey(bytes());
  keys.set(secret, key);
  return key;
}

/**
 * Value of `webhook-signature`: a `v1,<base64>` for each secret, separated by spaces, over `<id>.<timestamp>.<body>`.
 * Source: Standard Webhooks specification, "Symmetric signatures".
 */
export function signStandard(
  secrets: readonly Secret[],
  id: string,
  timestampSeconds: number,
  body: string,
): string {
  return secrets
    .map(secret => {
      const key = cached(standardKeys, secret, () =>
        Buffer.from(secret.value.slice(secretPrefix.length), 'base64'),
      );
      const digest = createHmac('sha256', key)
        .update(`${id}.${timestampSeconds}.`)
        .update(body)
        .digest('base64');
      return `v1,${digest}`;
    })
    .join(' ');
}

/** Value of `X-Signature` as Blue sends it: hex HMAC-SHA256 of the raw body, keyed with the secret's text. */
export function signBlue(secret: Secret, body: string): string {
  const key = cached(blueKeys, secret, () => Buffer.from(secret.value, 'utf8'));
  return createHmac('sha256', key).update(body).digest('hex');
}

/** Of a secret that is made here: Standard Webhooks asks for 24 to 64. */
export const secretBytes = 32;

/** @param randomBytes `secretBytes` random bytes */
export function newSecret(randomBytes: Uint8Array): Secret {
  return { value: `${secretPrefix}${Buffer.from(randomBytes).toString('base64')}` };
}
