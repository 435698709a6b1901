import type { ApiKey } from '../domain/api-key.ts';
import type { ApiDeps } from './deps.ts';

const noteEveryMs = 60_000;

/**
 * At most once a minute; what cannot be noted keeps nobody out.
 * @returns the key as it is then
 */
export async function noteUse(
  { keys, now, log }: Pick<ApiDeps, 'keys' | 'now' | 'log'>,
  key: ApiKey,
): Promise<ApiKey> {
  const nowMs = now();
  if (key.lastUsedAt !== undefined && nowMs - Date.parse(key.lastUsedAt) < noteEveryMs) return key;
  const lastUsedAt = new Date(nowMs).toISOString();
  try {
    await keys.noteUse(key, lastUsedAt);
  } catch (error) {
    log.warn('the use of an API key was not noted', { keyId: key.id, error });
  }
  return { ...key, lastUsedAt };
}
