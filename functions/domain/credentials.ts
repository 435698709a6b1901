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

/** The headers that the receiver's owner asked for. */
export function ownHeaders({ headers, auth }: Credentials): Record<string, string> {
  return auth === undefined ? { ...headers } : { ...headers, authorization: authorizationOf(auth) };
}
