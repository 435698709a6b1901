import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import { hostOf, portOf } from '../domain/address-policy.ts';

/** Of one origin. */
export interface TlsSession {
  /** Resuming it saves half of a handshake. */
  newest: Buffer | undefined;
  /** RFC 3339, of the last whole handshake: a resumed session shows no certificate. */
  certificateExpiresAt: string | null;
}

export interface SocketOptions {
  readonly origin: URL;
  /** Gives vetted addresses only. An origin whose host is an address never asks it: who connects vets that. */
  readonly lookup: LookupFunction;
  readonly secureContext: () => SecureContext;
  readonly session: TlsSession;
}

/** `2026-01-09T14:05:27.911Z` */
const rfc3339Length = 24;

/** Begins to connect to an origin by plain http. */
export function openSocket({ origin, lookup }: SocketOptions): Socket {
  return connectTcp({ host: hostOf(origin), port: portOf(origin), lookup, noDelay: true });
}

/**
 * Begins to connect to an origin by https.
 * @param onCertificate is told when the certificate expires (RFC 3339; `null` for a date that this has no text for), before the
 *   certificate is judged
 */
export function openTlsSocket(
  { origin, lookup, secureContext, session }: SocketOptions,
  onCertificate: (expiresAt: string | null) => void,
): TLSSocket {
  const host = hostOf(origin);
  const socket = connectTls({
    host,
    port: portOf(origin),
    servername: isIP(host) === 0 ? host : '',
    lookup,
    secureContext: secureContext(),
    // Said, so that no environment variable (NODE_TLS_REJECT_UNAUTHORIZED) unsays it.
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    ...(session.newest === undefined ? {} : { session: session.newest }),
  });
  socket.setNoDelay(true);
  // Before Node's own listener, which judges the certificate and forgets a bad one. Not getPeerX509Certificate: on the client's
  // side it takes the certificate away from the connection.
  socket.prependOnceListener('secure', () => {
    if (!socket.isSessionReused())
      session.certificateExpiresAt = rfc3339(socket.getPeerCertificate().valid_to);
    onCertificate(session.certificateExpiresAt);
  });
  socket.on('session', newest => {
    session.newest = newest;
  });
  return socket;
}

/** @param openSslDate `Jan  9 14:05:27 2027 GMT` */
function rfc3339(openSslDate: string): string | null {
  const date = new Date(openSslDate);
  if (Number.isNaN(date.getTime())) return null;
  const text = date.toISOString();
  return text.length === rfc3339Length ? text : null;
}
