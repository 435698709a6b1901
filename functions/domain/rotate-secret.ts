import { type Secret, usableSecrets } from './credentials.ts';

/** Secrets that may be valid at once: each adds a signature to every call. */
export const maxSecrets = 5;

/**
 * How long a delivery-worker may go on with what it knew of a webhook: until then it signs with the old secrets alone. So
 * they stay valid at least so long after every rotation.
 */
export const workerCacheMs = 5_000;

export interface RotationInput {
  /** Newest first, expired ones too. */
  readonly secrets: readonly Secret[];
  /** Text of the new one. */
  readonly secret: string;
  /** How long the old ones stay valid beside the new one. */
  readonly overlapMs: number;
  readonly nowMs: number;
}

export type Rotation =
  | {
      readonly kind: 'rotated';
      /** The new one first, so that it signs first; without expired ones. */
      readonly secrets: readonly Secret[];
      /** RFC 3339: from then on no old secret is valid. */
      readonly oldSecretsExpireAt: string;
    }
  /** The secret is one of the valid ones already. */
  | { readonly kind: 'known' }
  /** RFC 3339: the first of the valid ones expires then. */
  | { readonly kind: 'too-many'; readonly until: string };

function expiringBy(secret: Secret, expiresAt: string): Secret {
  const isSooner = secret.expiresAt !== undefined && Date.parse(secret.expiresAt) <= Date.parse(expiresAt);
  return isSooner ? secret : { value: secret.value, expiresAt };
}

/** @param secrets more than the newest, which alone has no expiry */
function firstExpiry(secrets: readonly Secret[]): string {
  const times = secrets.flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [Date.parse(expiresAt)]));
  return new Date(Math.min(...times)).toISOString();
}

/**
 * A new secret beside the old ones, which stay valid for the overlap, or as long as they were. Without an overlap they go as
 * soon as no worker knows of them alone, and then the oldest give way if there are too many: whoever knows a leaked secret
 * must never be helped by the number of others.
 */
export function rotateSecret({ secrets, secret, overlapMs, nowMs }: RotationInput): Rotation {
  const valid = usableSecrets({ secrets }, nowMs);
  if (valid.some(({ value }) => value === secret)) return { kind: 'known' };
  if (valid.length >= maxSecrets && overlapMs > 0) return { kind: 'too-many', until: firstExpiry(valid) };
  const oldSecretsExpireAt = new Date(nowMs + Math.max(overlapMs, workerCacheMs)).toISOString();
  const old = valid.slice(0, maxSecrets - 1).map(one => expiringBy(one, oldSecretsExpireAt));
  return { kind: 'rotated', secrets: [{ value: secret }, ...old], oldSecretsExpireAt };
}
