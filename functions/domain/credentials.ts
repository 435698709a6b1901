import type { Attempt } from './delivery.ts';

/** A signing secret, `whsec_` followed by base64. One without `expiresAt` (RFC 3339) is valid for ever. */
export interface Secret {
  readonly value: string;
  readonly expiresAt?: string;
}

/** How calls authenticate to the receiver, beside their signature: the `authorization` header. */
export type ReceiverAuth =
  | { readonly type: 'basic'; readonly username: string; readonly password: string }
  | { readonly type: 'bearer'; readonly token: string };

/** What only those who sign may see of a webhook. It is kept sealed, see the port `Vault`. */
export interface Credentials {
  /** Newest first. */
  readonly secrets: readonly Secret[];
  /** Further headers of each call, by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly auth?: ReceiverAuth;
}

/** Secrets that sign now, newest first. */
export function usableSecrets({ secrets }: Pick<Credentials, 'secrets'>, nowMs: number): Secret[] {
  return secrets.filter(({ expiresAt }) => expiresAt === undefined || Date.parse(expiresAt) > nowMs);
}

/** Basic: RFC 7617 §2, in UTF-8. Bearer: RFC 6750 §2.1. */
function authorizationOf(auth: ReceiverAuth): string {
  if (auth.type === 'bearer') return `Bearer ${auth.token}`;
  return `Basic ${Buffer.from(`${auth.username}:${auth.password}`, 'utf8').toString('base64')}`;
}

/** Shorter ones are words that may stand anywhere. */
const leastHiddenLength = 8;
const hidden = '[hidden]';

/** Every text of the call that only sender and receiver may know, the longest first. */
function hiddenTexts({ headers, auth }: Credentials): string[] {
  const texts = Object.values(headers);
  if (auth?.type === 'bearer') texts.push(auth.token);
  if (auth?.type === 'basic') texts.push(auth.password, authorizationOf(auth).slice('Basic '.length));
  return texts
    .flatMap(text => [text, JSON.stringify(text).slice(1, -1)])
    .filter(text => text.length >= leastHiddenLength)
    .sort((a, b) => b.length - a.length);
}

/** The body without the part of `text` that it was cut within. */
function withoutBeginning(body: string, text: string): string {
  for (let length = text.length - 1; length >= leastHiddenLength; length--) {
    if (body.endsWith(text.slice(0, length))) return body.slice(0, -length) + hidden;
  }
  return body;
}

/**
 * An attempt as it may be kept and shown: some receivers say in their answer what they were sent. Values of fewer than
 * eight characters stay, as does what the receiver spells in its own way.
 */
export function withoutCredentials(attempt: Attempt, credentials: Credentials): Attempt {
  const texts = hiddenTexts(credentials);
  if (attempt.responseBody === null || texts.length === 0) return attempt;
  let body = attempt.responseBody;
  for (const text of texts) body = withoutBeginning(body.replaceAll(text, hidden), text);
  return { ...attempt, responseBody: body };
}

/** The headers that the receiver's owner asked for. */
export function ownHeaders({ headers, auth }: Credentials): Record<string, string> {
  return auth === undefined ? { ...headers } : { ...headers, authorization: authorizationOf(auth) };
}
