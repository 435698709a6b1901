import type { KeyScope } from './key-role.ts';
import type { PortalSession } from './portal.ts';

/** Under whom changes are told: an API key, or a person as the platform knows them. */
export type Actor = `key:${string}` | `user:${string}`;

export function isActor(by: string): by is Actor {
  return by.startsWith('key:') || by.startsWith('user:');
}

/** Who calls the API, as far as operations have to know. */
export interface Caller {
  /** Of the API key or session; of a person their actor, so that no subject can pass for an API key. */
  readonly id: string;
  readonly kind: 'key' | 'session' | 'user';
  readonly name: string;
  readonly actor: Actor;
  /** `'*'` for every company. */
  readonly companies: '*' | readonly string[];
  readonly scopes: readonly KeyScope[];
  /** Of the kind `session`. */
  readonly session?: PortalSession;
}

const nouns: Readonly<Record<Caller['kind'], string>> = { key: 'API key', session: 'session', user: 'token' };

/** By what somebody calls, as texts name it. */
export function nounOf({ kind }: Pick<Caller, 'kind'>): string {
  return nouns[kind];
}

/** Whether somebody may see what belongs to all of these companies. */
export function covers({ companies }: Pick<Caller, 'companies'>, companyIds: readonly string[]): boolean {
  return companies === '*' || companyIds.every(id => companies.includes(id));
}
