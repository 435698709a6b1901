import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import { type AddressPolicy, hostOf, portOf } from '../domain/address-policy.ts';
import { CallFailedError, codeOf } from './call-failed-error.ts';
import { errorDetail } from './error-detail.ts';

/** `2026-01-09T14:05:27.911Z` */
const rfc3339Length = 24;

const maxHeaderBytes = 16_384;
/** Idle sockets: receivers close them after 5 to 75 s; a server's own hint is obeyed. */
export const keepAliveMs = 30_000;

/** Of one origin. */
export interface TlsSession {
  /** Resuming it saves half of a handshake. */
  newest: Buffer | undefined;
  /** RFC 3339, of the last whole handshake: a resumed session shows no certificate. */
  certificateExpiresAt: string | null;
}

/** What connections to one origin share. */
export interface ConnectionOptions {
  readonly origin: URL;
  readonly policy: AddressPolicy;
  /** Gives vetted addresses only. */
  readonly lookup: LookupFunction;
  readonly secureContext: () => SecureContext;
  readonly session: TlsSession;
}

/** How far a connection has come. */
export type ConnectionPhase = 'resolving' | 'connecting' | 'securing' | 'open';

/** One HTTP/1.1 connection, to vetted addresses only; it connects again when its socket was closed. */
export class GuardedConnection {
  readonly client: InstanceType<typeof Client>;
  /** Requests sent on the present socket: above 0 it is a reused one. */
  requestsOnSocket = 0;
  isConnected = false;
  phase: ConnectionPhase = 'resolving';
  /** RFC 3339. `null` without TLS. */
  certificateExpiresAt: string | null = null;
  /** When it was last given back, milliseconds since 1970. */
  lastUsedMs = 0;
  readonly #options: ConnectionOptions;
  #socket: Socket | undefined;

  /** @param onDisconnect called when an established socket was closed */
  constructor(options: ConnectionOptions, onDisconnect: (connection: GuardedConnection) => void) {
    this.#options = options;
    this.client = new Client(options.origin.origin, {
      connect: (_, callback) => this.#connect(callback),
      maxHeaderSize: maxHeaderBytes,
      keepAliveTimeout: keepAliveMs,
      keepAliveMaxTimeout: keepAliveMs * 2,
      pipelining: 1,
      allowH2: false,
    });
    this.client.on('disconnect', () => {
      this.isConnected = false;
      onDisconnect(this);
    });
  }

  /** Closes at once, while connecting too. */
  destroy(): void {
    this.#socket?.destroy();
    void this.client.destroy();
  }

  #connect(callback: buildConnector.Callback): void {
    const { origin, policy } = this.#options;
    const host = hostOf(origin);
    // Sockets never call `lookup` for an address.
    const verdict = isIP(host) === 0 ? undefined : policy.checkAddress(host, portOf(origin));
    if (verdict?.allowed === false) {
      const error = new CallFailedError('address-blocked', `the address is not public (${verdict.meaning})`);
      queueMicrotask(() => callback(error, null));
      return;
    }
    const isTls = origin.protocol === 'https:';
    const socket = isTls ? this.#connectTls(host) : this.#connectTcp(host);
    this.#socket = socket;
    this.phase = verdict === undefined ? 'resolving' : 'connecting';
    let isSettled = false;
    const fail = (error: Error) => {
      if (isSettled) return;
      isSettled = true;
      callback(connectError(error, this.phase), null);
    };
    socket.once('lookup', () => {
      this.phase = 'connecting';
    });
    socket.once('connect', () => {
      this.phase = 'securing';
    });
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      isSettled = true;
      this.phase = 'open';
      this.requestsOnSocket = 0;
      this.isConnected = true;
      callback(null, socket);
    });
    socket.on('error', fail);
    socket.once('close', () => fail(new Error('closed while connecting')));
  }

  #connectTcp(host: string): Socket {
    const { origin, lookup } = this.#options;
    return connectTcp({ host, port: portOf(origin), lookup, noDelay: true });
  }

  #connectTls(host: string): TLSSocket {
    const { origin, lookup, secureContext, session } = this.#options;
    const socket = connectTls({
      host,
      port: portOf(origin),
      servername: isIP(host) === 0 ? host : '',
      lookup,
      secureContext: secureContext(),
      ALPNProtocols: ['http/1.1'],
      ...(session.newest === undefined ? {} : { session: session.newest }),
    });
    socket.setNoDelay(true);
    // Before Node's own listener, which judges the certificate and forgets a bad one. Not getPeerX509Certificate: on the client's
    // side it takes the certificate away from the connection.
    socket.prependOnceListener('secure', () => {
      if (!socket.isSessionReused())
        session.certificateExpiresAt = rfc3339(socket.getPeerCertificate().valid_to);
      this.certificateExpiresAt = session.certificateExpiresAt;
    });
    socket.on('session', newest => {
      session.newest = newest;
    });
    return socket;
  }
}

/**
 * @param openSslDate `Jan  9 14:05:27 2027 GMT`
 * @returns `null` for a date that RFC 3339 has no text for
 */
function rfc3339(openSslDate: string): string | null {
  const date = new Date(openSslDate);
  if (Number.isNaN(date.getTime())) return null;
  const text = date.toISOString();
  return text.length === rfc3339Length ? text : null;
}

function connectError(error: Error, phase: ConnectionPhase): CallFailedError {
  if (error instanceof CallFailedError) return error;
  const code = codeOf(error);
  const isTls = phase === 'securing';
  const reason = isTls ? 'tls' : code === 'ETIMEDOUT' ? 'timeout' : 'connect';
  const failure = new CallFailedError(reason, errorDetail(isTls ? 'tls' : 'connect', code));
  failure.cause = error;
  return failure;
}
