import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod/mini';
import type { Log } from '../domain/ports.ts';

/** Keys are asked for again when they are older: one that the issuer takes away works no longer than this. */
const freshMs = 600_000;
/** A key that is not known makes us ask, but not more often: anybody can send tokens that name unknown keys. */
const cooldownMs = 30_000;
/** An issuer that did not answer is left alone for so long. */
const retryMs = 10_000;
/** For both documents together: callers wait for them. */
const timeoutMs = 3_000;
const maxBytes = 262_144;

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.string() });

const text = z.exactOptional(z.string());
/** Members of public keys (RFC 7518 §6, RFC 8037 §2) and no others: what a symmetric or private key has beside them is dropped. */
const keySchema = z.object({
  kty: z.string(),
  kid: text,
  alg: text,
  use: text,
  key_ops: z.exactOptional(z.array(z.string())),
  crv: text,
  x: text,
  y: text,
  n: text,
  e: text,
});
const keySetSchema = z.object({ keys: z.array(z.unknown()) });

/** The issuer's keys cannot be had, and none that is known fits. */
export class IssuerUnreachableError extends Error {
  override readonly name = 'IssuerUnreachableError';
}

export interface IssuerKeysOptions {
  /** URL of the issuer, exactly as its tokens say it. */
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

/**
 * The keys that an issuer signs with: https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig names their place
 * (`jwks_uri`). They are kept for ten minutes, and beyond while the issuer does not answer, so that its outage is not ours; jose's own
 * remote key set would forget them.
 */
export class IssuerKeys {
  readonly #options: IssuerKeysOptions;
  #keys: JWTVerifyGetKey | undefined;
  #readMs = Number.NEGATIVE_INFINITY;
  /** Since it answered last. */
  #failedMs: number | undefined;
  #reading: Promise<void> | undefined;

  constructor(options: IssuerKeysOptions) {
    this.#options = options;
  }

  /** The key that a token names. @throws IssuerUnreachableError, and errors of jose's own when no key fits */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    await this.#readIfOlderThan(freshMs);
    try {
      return await this.#known(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    }
    // It may be new: https://openid.net/specs/openid-connect-core-1_0.html#RotateSigKeys
    await this.#readIfOlderThan(cooldownMs);
    if (this.#failedMs !== undefined) throw new IssuerUnreachableError();
    return await this.#known(header, token);
  };

  get #known(): JWTVerifyGetKey {
    if (this.#keys === undefined) throw new IssuerUnreachableError();
    return this.#keys;
  }

  /** Requests that come meanwhile wait for the same answer. */
  async #readIfOlderThan(ageMs: number): Promise<void> {
    const nowMs = this.#options.now();
    if (nowMs - this.#readMs < ageMs) return;
    if (this.#failedMs !== undefined && nowMs - this.#failedMs < retryMs) return;
    this.#reading ??= this.#read(nowMs).finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #read(nowMs: number): Promise<void> {
    const { issuer, log } = this.#options;
    try {
      this.#keys = await readKeys(issuer);
      this.#readMs = nowMs;
      this.#failedMs = undefined;
    } catch (error) {
      this.#failedMs = nowMs;
      log.warn('the keys of the OpenID Connect issuer could not be read', { issuer, error });
    }
  }
}

async function readKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const signal = AbortSignal.timeout(timeoutMs);
  const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const discovery = discoverySchema.parse(await readJson(place, signal));
  // https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationValidation
  if (discovery.issuer !== issuer) throw new Error(`${place} is of another issuer, ${discovery.issuer}`);
  if (new URL(discovery.jwks_uri).protocol !== new URL(issuer).protocol) {
    throw new Error(`${place} names keys at a place without TLS: ${discovery.jwks_uri}`);
  }
  const { keys } = keySetSchema.parse(await readJson(discovery.jwks_uri, signal));
  // RFC 7517 §5: keys that are not understood are passed over.
  return createLocalJWKSet({ keys: keys.flatMap(key => keySchema.safeParse(key).data ?? []) });
}

async function readJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'error', signal });
  if (response.status !== 200 || response.body === null) throw new Error(`${url} answers ${response.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`${url} answers more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
