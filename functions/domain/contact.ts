import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** `unconfirmed`: it gets nothing yet. `unsubscribed`: its owner wants nothing, and may only confirm anew. */
export type ContactStatus = 'unconfirmed' | 'confirmed' | 'unsubscribed';

/** An e-mail address that a company wants notices of its webhooks to be sent to. */
export interface Contact {
  /** `cnt_` and a hash of company and address: the same address again is the same contact. */
  readonly id: string;
  readonly companyId: string;
  readonly email: string;
  readonly status: ContactStatus;
  /** Of the token in the last confirmation mail, SHA-256, hex. */
  readonly tokenHash: string;
  /** RFC 3339, until when that token is good. */
  readonly tokenExpiresAt: string;
  /** Signs the links by which this contact unsubscribes: 32 random bytes, base64url. */
  readonly unsubscribeKey: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly confirmedAt?: string;
}

/** So long a confirmation mail's link is good. */
const tokenMs = 48 * 3_600_000;
export const tokenBytes = 32;

const idPattern = /^cnt_[0-9a-f]{32}$/;
const idCharacters = 32;

export function isContactId(text: string): boolean {
  return idPattern.test(text);
}

/** Mail servers tell addresses apart by case in theory only (RFC 5321 §2.4): two spellings are one contact. */
export function contactId(companyId: string, email: string): string {
  const text = JSON.stringify([companyId, email.toLowerCase()]);
  return `cnt_${createHash('sha256').update(text).digest('hex').slice(0, idCharacters)}`;
}

export function tokenText(randomBytes: Uint8Array): string {
  return Buffer.from(randomBytes).toString('base64url');
}

function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** @param before the contact that the address has already */
export function invite(
  { companyId, email, token, unsubscribeKey, nowMs }: InviteInput,
  before: Contact | undefined,
): Contact {
  const now = new Date(nowMs).toISOString();
  return {
    id: contactId(companyId, email),
    companyId,
    email,
    status: 'unconfirmed',
    tokenHash: hashOfToken(token),
    tokenExpiresAt: new Date(nowMs + tokenMs).toISOString(),
    unsubscribeKey: before?.unsubscribeKey ?? unsubscribeKey,
    createdAt: before?.createdAt ?? now,
  };
}

export interface InviteInput {
  readonly companyId: string;
  readonly email: string;
  /** That the confirmation mail carries. */
  readonly token: string;
  /** Of a new contact. */
  readonly unsubscribeKey: string;
  readonly nowMs: number;
}

/** @returns the contact as it is then; `undefined` when the token is not good, or not good any more */
export function confirm(contact: Contact, token: string, nowMs: number): Contact | undefined {
  if (!isSame(hashOfToken(token), contact.tokenHash)) return undefined;
  if (contact.status === 'confirmed') return contact;
  if (contact.status === 'unsubscribed' || Date.parse(contact.tokenExpiresAt) <= nowMs) return undefined;
  return { ...contact, status: 'confirmed', confirmedAt: new Date(nowMs).toISOString() };
}

/** What the link carries by which a contact unsubscribes; it is good for as long as the contact is there. */
export function unsubscribeToken({ id, unsubscribeKey }: Pick<Contact, 'id' | 'unsubscribeKey'>): string {
  return createHmac('sha256', unsubscribeKey).update(`unsubscribe ${id}`).digest('base64url');
}

/** @returns the contact as it is then; `undefined` when the token is not its own */
export function unsubscribe(contact: Contact, token: string): Contact | undefined {
  if (!isSame(token, unsubscribeToken(contact))) return undefined;
  const { confirmedAt: _, ...rest } = contact;
  return { ...rest, status: 'unsubscribed' };
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
