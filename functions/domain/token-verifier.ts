/** Why a token is not taken. `claims`: one that every token must have is missing, or is not what it must be. */
export type TokenRefusal =
  | 'malformed'
  | 'algorithm'
  | 'unknown-key'
  | 'signature'
  | 'type'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not-yet-valid'
  | 'claims';

export type TokenVerdict =
  | { readonly kind: 'valid'; readonly claims: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly reason: TokenRefusal }
  /** The issuer's keys cannot be had, and none that is known fits: the token may be good. */
  | { readonly kind: 'undecided' };

/**
 * Says whether a token was made by the OpenID Connect issuer that the team trusts, for this service, and is valid now:
 * signature, `iss`, `aud`, `exp`, `nbf` (RFC 7519 §4.1). What else its claims are worth is not its business.
 */
export interface TokenVerifier {
  verify(token: string): Promise<TokenVerdict>;
}

/** In which claims a token says what its person may do: the construct's oidcCompaniesClaim and oidcRoleClaim. */
export interface TokenClaimNames {
  readonly companies: string;
  readonly role: string;
}
