import type { KeyScope } from './key-role.ts';

/** Who calls the API, as far as operations have to know. */
export interface Caller {
  /** Of its API key. */
  readonly id: string;
  readonly name: string;
  /** `'*'` for every company. */
  readonly companies: '*' | readonly string[];
  readonly scopes: readonly KeyScope[];
}

/** Whether somebody may see what belongs to all of these companies. */
export function covers(key: Pick<Caller, 'companies'>, companyIds: readonly string[]): boolean {
  return key.companies === '*' || companyIds.every(id => key.companies.includes(id));
}
