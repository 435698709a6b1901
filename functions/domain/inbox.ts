import { createHash } from 'node:crypto';

/** A URL of ours that a company can give to a webhook, and see what is sent there. */
export interface Inbox {
  /** `inb_` and a hash of the token: the URL leads to the inbox, the id alone leads to no URL. */
  readonly id: string;
  readonly companyId: string;
  /** Last part of its URL: 32 random bytes, base64url. Whoever knows it can call the inbox. */
  readonly token: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly deletedAt?: string;
}

const dayMs = 86_400_000;
const lifeMs = 7 * dayMs;

/** So long after its end, callers are told that it is gone: a webhook that still calls it is disabled. */
export const inboxGoneMs = 7 * dayMs;

export const inboxTokenBytes = 32;
const idCharacters = 32;
const idPattern = /^inb_[0-9a-f]{32}$/;
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

export function isInboxId(text: string): boolean {
  return idPattern.test(text);
}

export function isInboxToken(text: string): boolean {
  return tokenPattern.test(text);
}

export function inboxId(token: string): string {
  return `inb_${createHash('sha256').update(token).digest('hex').slice(0, idCharacters)}`;
}

/** @param randomBytes as many as `inboxTokenBytes` says */
export function newInbox(companyId: string, nowMs: number, randomBytes: Uint8Array): Inbox {
  const token = Buffer.from(randomBytes).toString('base64url');
  return {
    id: inboxId(token),
    companyId,
    token,
    createdAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + lifeMs).toISOString(),
  };
}

export function inboxPath({ token }: Pick<Inbox, 'token'>): string {
  return `/in/${token}`;
}

/** When it ended, or will end: milliseconds since 1970. */
export function endOfInbox({ expiresAt, deletedAt }: Pick<Inbox, 'expiresAt' | 'deletedAt'>): number {
  return Date.parse(deletedAt ?? expiresAt);
}

/** `undefined`: it has been gone for so long that nothing is known of it. */
export function inboxState(inbox: Inbox, nowMs: number): 'live' | 'gone' | undefined {
  const endMs = endOfInbox(inbox);
  if (nowMs < endMs) return 'live';
  return nowMs < endMs + inboxGoneMs ? 'gone' : undefined;
}
