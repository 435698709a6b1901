import { createHash } from 'node:crypto';
import { companiesOf } from './filter.ts';
import type { Webhook } from './webhook.ts';

/** A company lets webhooks of another one listen to its events. */
export interface Grant {
  /** `grt_` and a hash of both companies: the same grant again is the same one. */
  readonly id: string;
  /** Whose events they are. */
  readonly companyId: string;
  /** Whose webhooks may listen. */
  readonly toCompanyId: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly createdAt: string;
  readonly createdBy: `key:${string}`;
}

const idPattern = /^grt_[0-9a-f]{32}$/;
const idCharacters = 32;

export function isGrantId(text: string): boolean {
  return idPattern.test(text);
}

export function grantId(companyId: string, toCompanyId: string): string {
  const text = JSON.stringify([companyId, toCompanyId]);
  return `grt_${createHash('sha256').update(text).digest('hex').slice(0, idCharacters)}`;
}

type Shared = Pick<Webhook, 'filter' | 'ownerCompanyId'>;

/** The companies that must have granted a webhook's owner that it listens to them. */
export function grantingCompanies({ filter, ownerCompanyId }: Shared): string[] {
  return companiesOf(filter).filter(companyId => companyId !== ownerCompanyId);
}
