import { createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Attempt } from '../../functions/domain/delivery.ts';
import { makeAuthority, makeCertificate } from '../support/certificates.ts';

/** A receiver whose TLS is none to trust, for callers that know only the public authorities. */
export interface TlsAttack {
  readonly name: string;
  /** Its request listener is never to be called. */
  readonly start: (onRequest: () => void) => Server;
  readonly attempt: Pick<Attempt, 'error' | 'errorDetail'>;
}

const stranger = makeAuthority('Unknown authority');
const ofStranger = makeCertificate(stranger);
const selfSigned = makeCertificate(undefined);

function showing(certificate: { readonly key: string; readonly cert: string }, options = {}) {
  return (onRequest: () => void) =>
    createTlsServer({ ...certificate, ...options }, socket => {
      socket.on('error', () => {});
      socket.on('data', onRequest);
    });
}

export const tlsAttacks: readonly TlsAttack[] = [
  {
    name: 'certificate signed by itself',
    start: showing(selfSigned),
    attempt: { error: 'tls', errorDetail: 'certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)' },
  },
  {
    name: 'certificate of an unknown authority',
    start: showing(ofStranger),
    attempt: {
      error: 'tls',
      errorDetail:
        'certificate is of an unknown authority, or the chain is not sent whole (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
    },
  },
  {
    name: 'certificate of an unknown authority, sent along',
    start: showing({ ...ofStranger, cert: ofStranger.cert + stranger.certificate }),
    attempt: {
      error: 'tls',
      errorDetail:
        'certificate chain ends in a certificate authority that is not trusted (SELF_SIGNED_CERT_IN_CHAIN)',
    },
  },
  {
    name: 'TLS 1.1',
    start: showing(selfSigned, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    attempt: {
      error: 'tls',
      errorDetail: 'TLS 1.2 or newer is needed (ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION)',
    },
  },
  {
    name: 'no TLS',
    start: () =>
      createServer(socket => {
        socket.on('error', () => {}).resume();
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
      }),
    attempt: {
      error: 'tls',
      errorDetail: 'the receiver does not speak TLS at this port (ERR_SSL_WRONG_VERSION_NUMBER)',
    },
  },
  {
    name: 'handshake that ends at once',
    start: () => createServer(socket => socket.destroy()),
    attempt: { error: 'tls', errorDetail: 'the receiver reset the connection (ECONNRESET)' },
  },
  {
    name: 'handshake that never ends',
    start: () => createServer(socket => socket.on('error', () => {}).resume()),
    attempt: { error: 'timeout', errorDetail: 'the TLS handshake did not end in time' },
  },
];
