import { type ApiKey, hashOfKey } from '../domain/api-key.ts';
import type { Caller } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { scopesOf } from '../domain/key-role.ts';
import type { ApiDeps } from './deps.ts';

/** A revoked key works at most this much longer. */
const cacheMs = 5_000;
const noteEveryMs = 60_000;
const maxCached = 1_000;

const scheme = /^bearer +(\S+)$/i;
/** RFC 6750 §3.1 */
const invalidToken = 'Bearer realm="finehook", error="invalid_token"';
const keyForm = /^fhk_[A-Za-z0-9_-]{43}$/;

function unauthenticated(detail: string, challenge: string): ProblemError {
  return new ProblemError('unauthenticated', detail, [], { wwwAuthenticate: challenge });
}

/** Finds who calls, by an `authorization` header. @throws ProblemError `unauthenticated` */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** Keys that were found are remembered for 5 seconds, by their hash; unknown ones are not, so that a new key works at once. */
export function authenticator({ keys, now, log }: Pick<ApiDeps, 'keys' | 'now' | 'log'>): Authenticate {
  const cache = new Map<string, { readonly key: ApiKey; readonly untilMs: number }>();

  return async authorization => {
    const text = scheme.exec(authorization ?? '')?.[1];
    // RFC 6750 §3.1: no error code when the request says nothing of a key.
    if (text === undefined) {
      throw unauthenticated('Send the header "authorization: Bearer fhk_…".', 'Bearer realm="finehook"');
    }
    const key = keyForm.test(text) ? await find(hashOfKey(text)) : undefined;
    if (key === undefined) throw unauthenticated('This API key is not known.', invalidToken);
    if (key.expiresAt !== undefined && Date.parse(key.expiresAt) <= now()) {
      throw unauthenticated(`This API key expired at ${key.expiresAt}.`, invalidToken);
    }
    await noteUse(key);
    return { id: key.id, name: key.name, companies: key.companies, scopes: scopesOf(key) };
  };

  /** At most once a minute; what cannot be noted keeps nobody out. */
  async function noteUse(key: ApiKey): Promise<void> {
    const nowMs = now();
    if (key.lastUsedAt !== undefined && nowMs - Date.parse(key.lastUsedAt) < noteEveryMs) return;
    const lastUsedAt = new Date(nowMs).toISOString();
    const cached = cache.get(key.hash);
    if (cached !== undefined) cache.set(key.hash, { ...cached, key: { ...key, lastUsedAt } });
    try {
      await keys.noteUse(key, lastUsedAt);
    } catch (error) {
      log.warn('the use of an API key was not noted', { keyId: key.id, error });
    }
  }

  async function find(hash: string): Promise<ApiKey | undefined> {
    const cached = cache.get(hash);
    if (cached !== undefined && cached.untilMs > now()) return cached.key;
    const key = await keys.findByHash(hash);
    if (cache.size >= maxCached) cache.clear();
    if (key === undefined) cache.delete(hash);
    else cache.set(hash, { key, untilMs: now() + cacheMs });
    return key;
  }
}
