import type { Grant } from './grant.ts';

/** A page of grants, newest first. */
export interface GrantPage {
  readonly companyId: string;
  /** Those that the company has given, or got. */
  readonly direction: 'given' | 'received';
  readonly limit: number;
  /** Only grants whose `grantSort` sorts before this. */
  readonly before?: string;
}

export interface GrantStore {
  /** @returns the grant as it is then: one that is there already stays as it was */
  add(grant: Grant): Promise<Grant>;
  find(id: string): Promise<Grant | undefined>;
  /** May lag behind a change for a moment. */
  list(page: GrantPage): Promise<Grant[]>;
  remove(id: string): Promise<void>;
  /** @returns which of the companies have granted nothing to this one, in their order; as of now */
  missing(toCompanyId: string, companyIds: readonly string[]): Promise<string[]>;
  /** @returns those of these ids of grants that are there; as of now, a hundred by one call */
  given(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** How far a round over all webhooks that need grants has come. */
export interface GrantRound {
  /** @returns the webhook after which the round goes on; `undefined` when one begins */
  lastId(): Promise<string | undefined>;
  /** Its time is over: the next one goes on after this webhook. */
  stopAfter(webhookId: string): Promise<void>;
  end(): Promise<void>;
}

/** Grants are listed by their time. */
export function grantSort({ createdAt, id }: Pick<Grant, 'createdAt' | 'id'>): string {
  return `${createdAt} ${id}`;
}
