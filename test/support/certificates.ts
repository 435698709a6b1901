import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** Who may sign certificates: its name and key. */
export interface Authority {
  readonly name: string;
  readonly key: KeyObject;
  /** PEM */
  readonly certificate: string;
}

/** What a server shows, PEM. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateOptions {
  /** DNS names and IPv4 addresses. @default receiver.test, localhost, 127.0.0.1 */
  readonly names?: readonly string[];
  /** @default 2026-01-01T00:00:00Z */
  readonly notBefore?: string;
  /** @default 2099-12-31T23:59:59Z */
  readonly notAfter?: string;
}

const oids = {
  commonName: '550403',
  ecdsaWithSha256: '2a8648ce3d040302',
  basicConstraints: '551d13',
  subjectAltName: '551d11',
};

/** DER, https://www.itu.int/rec/T-REC-X.690 */
function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...contents: readonly Buffer[]) => der(0x30, ...contents);
const oid = (name: keyof typeof oids) => der(0x06, Buffer.from(oids[name], 'hex'));
const named = (name: string) =>
  sequence(der(0x31, sequence(oid('commonName'), der(0x0c, Buffer.from(name)))));
/** GeneralizedTime: it knows every year from 0 to 9999. */
const time = (text: string) => der(0x18, Buffer.from(`${text.replace(/[-:T]|\.\d+/g, '')}`));
const extension = (name: keyof typeof oids, critical: boolean, value: Buffer) =>
  sequence(oid(name), ...(critical ? [der(0x01, Buffer.from([255]))] : []), der(0x04, value));

function alternativeName(name: string): Buffer {
  return isIPv4(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));
}

let serial = 0;

interface Issue extends Required<CertificateOptions> {
  readonly issuer: string;
  readonly signer: KeyObject;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly isAuthority: boolean;
}

/** An X.509 certificate, https://www.rfc-editor.org/rfc/rfc5280#section-4.1, as PEM. */
function issue({
  issuer,
  signer,
  subject,
  publicKey,
  isAuthority,
  names,
  notBefore,
  notAfter,
}: Issue): string {
  serial++;
  const algorithm = sequence(oid('ecdsaWithSha256'));
  const constraints = sequence(...(isAuthority ? [der(0x01, Buffer.from([255]))] : []));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial & 127])),
    algorithm,
    named(issuer),
    sequence(time(notBefore), time(notAfter)),
    named(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(
        extension('basicConstraints', true, constraints),
        ...(names.length > 0
          ? [extension('subjectAltName', false, sequence(...names.map(alternativeName)))]
          : []),
      ),
    ),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, signer));
  const lines =
    sequence(body, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const defaults = {
  names: ['receiver.test', 'localhost', '127.0.0.1'],
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2099-12-31T23:59:59Z',
};

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

export function makeAuthority(name: string): Authority {
  const { privateKey, publicKey } = newKeys();
  const certificate = issue({
    ...{ ...defaults, names: [] },
    ...{ issuer: name, signer: privateKey, subject: name, publicKey, isAuthority: true },
  });
  return { name, key: privateKey, certificate };
}

/** @param authority who signs it; without one it signs itself */
export function makeCertificate(
  authority: Authority | undefined,
  options: CertificateOptions = {},
): ServerCertificate {
  const { privateKey, publicKey } = newKeys();
  const subject = 'receiver.test';
  const cert = issue({
    ...{ ...defaults, ...options },
    ...{ issuer: authority?.name ?? subject, signer: authority?.key ?? privateKey },
    ...{ subject, publicKey, isAuthority: false },
  });
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
}
