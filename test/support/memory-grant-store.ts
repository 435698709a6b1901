import { type Grant, grantId } from '../../functions/domain/grant.ts';
import { type GrantPage, type GrantStore, grantSort } from '../../functions/domain/grant-ports.ts';

/** Grants in memory. */
export class MemoryGrantStore implements GrantStore {
  readonly grants = new Map<string, Grant>();

  /** As if it had been given before. */
  give(companyId: string, toCompanyId: string): void {
    const id = grantId(companyId, toCompanyId);
    const createdAt = '2026-01-01T00:00:00.000Z';
    this.grants.set(id, { id, companyId, toCompanyId, createdAt, createdBy: 'key:key_1' });
  }

  async add(grant: Grant): Promise<Grant> {
    const there = this.grants.get(grant.id) ?? grant;
    this.grants.set(grant.id, there);
    return there;
  }

  async find(id: string): Promise<Grant | undefined> {
    return this.grants.get(id);
  }

  async list({ companyId, direction, limit, before }: GrantPage): Promise<Grant[]> {
    return [...this.grants.values()]
      .filter(grant => companyId === (direction === 'given' ? grant.companyId : grant.toCompanyId))
      .filter(grant => before === undefined || grantSort(grant) < before)
      .sort((a, b) => (grantSort(a) < grantSort(b) ? 1 : -1))
      .slice(0, limit);
  }

  async remove(id: string): Promise<void> {
    this.grants.delete(id);
  }

  async missing(toCompanyId: string, companyIds: readonly string[]): Promise<string[]> {
    return companyIds.filter(companyId => !this.grants.has(grantId(companyId, toCompanyId)));
  }

  async given(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(ids.filter(id => this.grants.has(id)));
  }
}
