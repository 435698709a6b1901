import type { ApiKey } from '../../functions/domain/api-key.ts';
import type { ApiKeyStore } from '../../functions/domain/ports.ts';

/** API keys in memory. */
export class MemoryApiKeyStore implements ApiKeyStore {
  readonly keys = new Map<string, ApiKey>();
  lookups = 0;

  async create(key: ApiKey): Promise<void> {
    if (this.keys.has(key.hash)) throw new Error(`key ${key.id} exists`);
    this.keys.set(key.hash, key);
  }

  async findByHash(hash: string): Promise<ApiKey | undefined> {
    this.lookups++;
    return this.keys.get(hash);
  }
}
