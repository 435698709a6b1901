import type { ApiKey } from './api-key.ts';

/** A page of API keys, newest first. */
export interface ApiKeyPage {
  /** Whose keys: only those that belong to none but these. `'*'`: all. */
  readonly companies: '*' | readonly string[];
  readonly limit: number;
  /** Only keys that sort before this id. */
  readonly before?: string;
}

export interface ApiKeyStore {
  create(key: ApiKey): Promise<void>;
  /** @param hash see `hashOfKey` */
  findByHash(hash: string): Promise<ApiKey | undefined>;
  find(id: string): Promise<ApiKey | undefined>;
  /** May lag behind a change for a moment. */
  list(page: ApiKeyPage): Promise<ApiKey[]>;
  /**
   * Lets a key end, unless it ends before by itself.
   * @param expiresAt RFC 3339
   * @returns whether there was such a key
   */
  expire(key: ApiKey, expiresAt: string): Promise<boolean>;
  /** Notes that a key was used. @param at RFC 3339 */
  noteUse(key: ApiKey, at: string): Promise<void>;
  /** @returns whether there was such a key */
  remove(key: ApiKey): Promise<boolean>;
}
