import type { ApiKey } from '../../functions/domain/api-key.ts';
import type { ApiKeyPage, ApiKeyStore } from '../../functions/domain/api-key-ports.ts';
import { covers } from '../../functions/domain/caller.ts';

/** API keys in memory, by their hashes. */
export class MemoryApiKeyStore implements ApiKeyStore {
  readonly keys = new Map<string, ApiKey>();
  lookups = 0;
  /** What was noted, as `<key id> <time>`. */
  readonly uses: string[] = [];

  async create(key: ApiKey): Promise<void> {
    if (this.keys.has(key.hash)) throw new Error(`key ${key.id} exists`);
    this.keys.set(key.hash, key);
  }

  async findByHash(hash: string): Promise<ApiKey | undefined> {
    this.lookups++;
    return this.keys.get(hash);
  }

  async find(id: string): Promise<ApiKey | undefined> {
    return [...this.keys.values()].find(key => key.id === id);
  }

  async list({ companies, limit, before }: ApiKeyPage): Promise<ApiKey[]> {
    return [...this.keys.values()]
      .filter(key => before === undefined || key.id < before)
      .filter(key => companies === '*' || (key.companies !== '*' && covers({ companies }, key.companies)))
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, limit);
  }

  async expire({ hash }: ApiKey, expiresAt: string): Promise<boolean> {
    const key = this.keys.get(hash);
    if (key === undefined || (key.expiresAt !== undefined && key.expiresAt <= expiresAt)) return false;
    this.keys.set(hash, { ...key, expiresAt });
    return true;
  }

  async noteUse({ id, hash }: ApiKey, at: string): Promise<void> {
    this.uses.push(`${id} ${at}`);
    const key = this.keys.get(hash);
    if (key !== undefined && (key.lastUsedAt === undefined || key.lastUsedAt < at)) {
      this.keys.set(hash, { ...key, lastUsedAt: at });
    }
  }

  async remove({ hash }: ApiKey): Promise<boolean> {
    return this.keys.delete(hash);
  }
}
