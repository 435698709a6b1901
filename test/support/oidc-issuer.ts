import {
  constants,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  type SignKeyObjectInput,
  sign,
} from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';

type Json = Readonly<Record<string, unknown>>;

/** A key that an issuer signs with. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  /** As the issuer's key set lists it. */
  readonly jwk: Json;
}

/** How node:crypto signs for an algorithm of RFC 7518 §3.1 or RFC 8037. */
const signers: Readonly<Record<string, { hash: string | null; how: Omit<SignKeyObjectInput, 'key'> }>> = {
  RS256: { hash: 'sha256', how: {} },
  PS256: { hash: 'sha256', how: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } },
  ES256: { hash: 'sha256', how: { dsaEncoding: 'ieee-p1363' } },
  EdDSA: { hash: null, how: {} },
};

export function newSigningKey(alg = 'ES256'): SigningKey {
  const { privateKey, publicKey } =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : alg === 'EdDSA'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  return { kid, alg, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' } };
}

const encoded = (value: Json): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as the key's algorithm makes it, whatever its header says. */
export function signedToken(claims: Json, key: SigningKey, header: Json = {}): string {
  const content = `${encoded({ alg: key.alg, kid: key.kid, typ: 'JWT', ...header })}.${encoded(claims)}`;
  const { hash = null, how } = signers[key.alg] ?? {};
  return `${content}.${sign(hash, Buffer.from(content), { ...how, key: key.privateKey }).toString('base64url')}`;
}

/** A token with a symmetric signature, or none at all without a secret. */
export function unsignedToken(claims: Json, header: Json, secret?: string): string {
  const content = `${encoded(header)}.${encoded(claims)}`;
  const signature =
    secret === undefined ? '' : createHmac('sha256', secret).update(content).digest('base64url');
  return `${content}.${signature}`;
}

/** An OpenID Connect issuer on this machine, as far as who checks its tokens sees it. */
export interface OidcIssuer {
  readonly url: string;
  /** What its key set lists. */
  published: Json[];
  /** Members of its discovery document that are otherwise. */
  discovery: Json;
  /** Answers in its place; `undefined`: it answers as it should. */
  instead: RequestListener | undefined;
  /** Paths that were asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

export const discoveryPath = '/tenant/.well-known/openid-configuration';
export const keysPath = '/keys';

export async function startOidcIssuer(...keys: readonly SigningKey[]): Promise<OidcIssuer> {
  const server = createServer((request, response) => {
    issuer.asked.push(request.url ?? '');
    if (issuer.instead !== undefined) return issuer.instead(request, response);
    const document = documents()[request.url ?? ''];
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const issuer: OidcIssuer = {
    url: `${origin}/tenant/`,
    published: keys.map(({ jwk }) => jwk),
    discovery: {},
    instead: undefined,
    asked: [],
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;

  function documents(): Readonly<Record<string, Json>> {
    return {
      [discoveryPath]: { issuer: issuer.url, jwks_uri: `${origin}${keysPath}`, ...issuer.discovery },
      [keysPath]: { keys: issuer.published },
    };
  }
}
