import { hashOfKey } from './api-key.ts';
import { newId } from './identifiers.ts';
import type { KeyRole } from './key-role.ts';

/** Languages of the console. */
export const portalLanguages = ['en', 'ru'] as const;
export type PortalLanguage = (typeof portalLanguages)[number];

/** What a customer's user may do in the console, and how it is to look to them. */
export interface PortalAccess {
  readonly companies: '*' | readonly string[];
  readonly role: KeyRole;
  readonly revealsSecrets: boolean;
  /** As the platform knows them. */
  readonly user: { readonly id: string; readonly name: string };
  readonly language: PortalLanguage;
  /** `#rrggbb` */
  readonly themeColor?: string;
  /** Where the console leads back to, https. */
  readonly returnUrl?: string;
  /** Where in the product they come from: a new webhook begins with it. */
  readonly project?: { readonly companyId: string; readonly projectId: string };
  /** Display names of companies and projects, by id. */
  readonly names: Readonly<Record<string, string>>;
}

/** It can be exchanged once. Its token stands in its URL alone: here is the hash. */
export interface PortalLink {
  readonly id: string;
  readonly hash: string;
  readonly access: PortalAccess;
  /** How long the session lasts from the exchange on, milliseconds. */
  readonly sessionMs: number;
  readonly createdBy: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** What the console calls the API with. */
export interface PortalSession {
  readonly id: string;
  readonly hash: string;
  readonly access: PortalAccess;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

const tokenBytes = 32;
const idBytes = 16;

export const linkTokenForm = /^fhp_[A-Za-z0-9_-]{43}$/;
export const sessionTokenForm = /^fhs_[A-Za-z0-9_-]{43}$/;

/** A link whose answer was lost can be taken again by whoever took it, for so long after they first did. */
export const retakeMs = 60_000;

type RandomBytes = (count: number) => Uint8Array;

function newToken(prefix: 'fhp' | 'fhs', randomBytes: RandomBytes): { text: string; hash: string } {
  const text = `${prefix}_${Buffer.from(randomBytes(tokenBytes)).toString('base64url')}`;
  return { text, hash: hashOfKey(text) };
}

/** @param lifeMs how long the link can be exchanged */
export function newPortalLink(
  setup: Pick<PortalLink, 'access' | 'sessionMs' | 'createdBy'>,
  { nowMs, lifeMs }: { readonly nowMs: number; readonly lifeMs: number },
  randomBytes: RandomBytes,
): { readonly link: PortalLink; readonly token: string } {
  const { text, hash } = newToken('fhp', randomBytes);
  const link = {
    id: newId('ptl', nowMs, randomBytes(idBytes)),
    hash,
    ...setup,
    createdAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + lifeMs).toISOString(),
  };
  return { link, token: text };
}

/** A new session's token: known before its link is taken. */
export function newSessionToken(randomBytes: RandomBytes): { readonly text: string; readonly hash: string } {
  return newToken('fhs', randomBytes);
}

/** @param hash of its token */
export function newPortalSession(
  { access, sessionMs, createdBy }: PortalLink,
  hash: string,
  nowMs: number,
  randomBytes: RandomBytes,
): PortalSession {
  return {
    id: newId('ses', nowMs, randomBytes(idBytes)),
    hash,
    access,
    createdBy,
    createdAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + sessionMs).toISOString(),
  };
}

export function isOver({ expiresAt }: { readonly expiresAt: string }, nowMs: number): boolean {
  return Date.parse(expiresAt) <= nowMs;
}
