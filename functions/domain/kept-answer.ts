import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** What a caller calls a request by, so that it can send it again and have it done once. */
export interface RequestName {
  readonly keyId: string;
  readonly operationId: string;
  /** The header `Idempotency-Key`, as it was sent. */
  readonly idempotencyKey: string;
}

/** How a request was answered, ready to be answered again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `undefined`: there was none. */
  readonly body: string | undefined;
}

/** An answer is given again for so long. */
export const keptMs = 86_400_000;

/** A request whose function died blocks its name no longer than this: more than the api function's own timeout of 29 s. */
export const underWayMs = 40_000;

export type Claim =
  | { readonly kind: 'claimed' }
  /** Somebody else has the name; `sealed` once there is an answer. */
  | { readonly kind: 'taken'; readonly fingerprint: string; readonly sealed: Uint8Array | undefined };

/** Answers of creations, by the names that callers gave their requests. Whoever reads them can open none. */
export interface KeptAnswers {
  /**
   * Takes a name until `untilMs`, if nobody has it, or whoever had it with the same fingerprint never finished in time.
   * @param holder tells this request from every other
   */
  claim(name: RequestName, fingerprint: string, holder: string, untilMs: number): Promise<Claim>;
  /** @returns false when the name is no longer this holder's; nothing is written then */
  keep(name: RequestName, fingerprint: string, holder: string, sealed: Uint8Array): Promise<boolean>;
  /** Gives a name back that has no answer; nothing happens when it is no longer this holder's. */
  release(name: RequestName, holder: string): Promise<void>;
}

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const tagBytes = 16;
/** NIST SP 800-38D §8.2.1. */
export const ivBytes = 12;

/**
 * Secrets of its own for each purpose (RFC 5869), made of what the caller sends and nobody stores: the API key itself. It is 32 random
 * bytes, so that no salt is needed (§3.1). A token's signature, which its issuer alone can make, is as good.
 */
function derived(apiKeyText: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', apiKeyText, '', `finehook kept answer: ${purpose}`, keyBytes));
}

/** Tells requests apart without telling what is in them. @param content of a request: what it is sent to, and its bytes */
export function fingerprintOf(apiKeyText: string, path: string, body: Uint8Array): string {
  const hmac = createHmac('sha256', derived(apiKeyText, 'fingerprint'));
  return hmac.update(JSON.stringify(path)).update(body).digest('base64url');
}

/** An answer opens only for the request that it was sealed for. */
function authenticated({ keyId, operationId, idempotencyKey }: RequestName, fingerprint: string): Buffer {
  return Buffer.from(JSON.stringify([keyId, operationId, idempotencyKey, fingerprint]));
}

/** @param iv 12 random bytes */
export function sealAnswer(
  answer: KeptAnswer,
  apiKeyText: string,
  { name, fingerprint }: { readonly name: RequestName; readonly fingerprint: string },
  iv: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv(algorithm, derived(apiKeyText, 'seal'), iv).setAAD(
    authenticated(name, fingerprint),
  );
  return Buffer.concat([
    iv,
    cipher.update(JSON.stringify(answer), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** @throws Error when it was sealed for another request, or altered */
export function openAnswer(
  sealed: Uint8Array,
  apiKeyText: string,
  { name, fingerprint }: { readonly name: RequestName; readonly fingerprint: string },
): KeptAnswer {
  const decipher = createDecipheriv(algorithm, derived(apiKeyText, 'seal'), sealed.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(authenticated(name, fingerprint))
    .setAuthTag(sealed.subarray(-tagBytes));
  const text =
    decipher.update(sealed.subarray(ivBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
  // Authenticated: it is what `sealAnswer` made.
  const answer: KeptAnswer = JSON.parse(text);
  return answer;
}
