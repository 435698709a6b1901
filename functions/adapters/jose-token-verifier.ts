import { errors, jwtVerify } from 'jose';
import type { TokenRefusal, TokenVerdict, TokenVerifier } from '../domain/token-verifier.ts';
import { IssuerKeys, type IssuerKeysOptions, IssuerUnreachableError } from './issuer-keys.ts';

/**
 * Asymmetric ones only: with `none` or HMAC, whoever knows the issuer's public keys could make tokens (RFC 8725 §2.1, §3.1).
 */
const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/** How far two clocks may be apart, seconds. */
const clockTolerance = 30;

/** ID tokens, access tokens (RFC 9068 §2.1) and those that do not say; never such as logout tokens, which the same keys sign. */
const types = /^(application\/)?(at\+)?jwt$/i;

export interface JoseTokenVerifierOptions extends IssuerKeysOptions {
  /** What the `aud` of tokens must be or hold. */
  readonly audience: string;
}

/** @returns `undefined` without an issuer: then no tokens are taken */
export function joseTokenVerifierOf(options: JoseTokenVerifierOptions): TokenVerifier | undefined {
  return options.issuer === '' ? undefined : new JoseTokenVerifier(options);
}

/** TokenVerifier over jose (https://github.com/panva/jose). */
export class JoseTokenVerifier implements TokenVerifier {
  readonly #options: JoseTokenVerifierOptions;
  readonly #keys: IssuerKeys;

  constructor(options: JoseTokenVerifierOptions) {
    this.#options = options;
    this.#keys = new IssuerKeys(options);
  }

  async verify(token: string): Promise<TokenVerdict> {
    const { issuer, audience, now } = this.#options;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.#keys.find, {
        algorithms,
        issuer,
        audience,
        requiredClaims: ['sub', 'exp'],
        clockTolerance,
        currentDate: new Date(now()),
      });
      if (!types.test(protectedHeader.typ ?? 'JWT')) return { kind: 'refused', reason: 'type' };
      return { kind: 'valid', claims: payload };
    } catch (error) {
      if (error instanceof IssuerUnreachableError) return { kind: 'undecided' };
      if (error instanceof errors.JOSEError) return { kind: 'refused', reason: reasonOf(error) };
      throw error;
    }
  }
}

const reasonsOfClaims: Readonly<Record<string, TokenRefusal>> = {
  iss: 'issuer',
  aud: 'audience',
  nbf: 'not-yet-valid',
};

function reasonOf(error: errors.JOSEError): TokenRefusal {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return reasonsOfClaims[error.claim] ?? 'claims';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  // Several keys fit when a token does not say which it is signed with.
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return 'unknown-key';
  }
  return 'malformed';
}
