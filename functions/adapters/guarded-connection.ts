import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import { type AddressPolicy, hostOf } from '../domain/address-policy.ts';
import { CallFailedError, codeOf } from './call-failed-error.ts';
import type { GuardedLookup } from './guarded-lookup.ts';

const maxHeaderBytes = 16_384;
/** Idle sockets: receivers close them after 5 to 75 s; a server's own hint is obeyed. */
export const keepAliveMs = 30_000;

/** What connections to one origin share. */
export interface ConnectionOptions {
  readonly origin: URL;
  readonly policy: AddressPolicy;
  readonly lookup: GuardedLookup;
  readonly secureContext: () => SecureContext;
  /** The newest TLS session of this origin: resuming one saves half of a handshake. */
  readonly session: { newest: Buffer | undefined };
}

/** One HTTP/1.1 connection, to vetted addresses only; it connects again when its socket was closed. */
export class GuardedConnection {
  readonly client: InstanceType<typeof Client>;
  /** Requests sent on the present socket: above 0 it is a reused one. */
  requestsOnSocket = 0;
  isConnected = false;
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
    const verdict = isIP(host) === 0 ? undefined : policy.checkAddress(host);
    if (verdict?.allowed === false) {
      const error = new CallFailedError('address-blocked', verdict.reason);
      queueMicrotask(() => callback(error, null));
      return;
    }
    const isTls = origin.protocol === 'https:';
    const socket = isTls ? this.#connectTls(host) : this.#connectTcp(host);
    this.#socket = socket;
    let isTcpConnected = false;
    let isSettled = false;
    const fail = (error: Error) => {
      if (isSettled) return;
      isSettled = true;
      callback(connectError(error, isTcpConnected), null);
    };
    socket.once('connect', () => {
      isTcpConnected = true;
    });
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      isSettled = true;
      this.requestsOnSocket = 0;
      this.isConnected = true;
      callback(null, socket);
    });
    socket.on('error', fail);
    socket.once('close', () => fail(new Error('closed while connecting')));
  }

  #connectTcp(host: string): Socket {
    const port = Number(this.#options.origin.port || 80);
    return connectTcp({ host, port, lookup: this.#options.lookup.lookup, noDelay: true });
  }

  #connectTls(host: string): TLSSocket {
    const { origin, lookup, secureContext, session } = this.#options;
    const socket = connectTls({
      host,
      port: Number(origin.port || 443),
      servername: isIP(host) === 0 ? host : '',
      lookup: lookup.lookup,
      secureContext: secureContext(),
      ALPNProtocols: ['http/1.1'],
      ...(session.newest === undefined ? {} : { session: session.newest }),
    });
    socket.setNoDelay(true);
    socket.on('session', newest => {
      session.newest = newest;
    });
    return socket;
  }
}

function connectError(error: Error, isTcpConnected: boolean): CallFailedError {
  if (error instanceof CallFailedError) return error;
  const reason = isTcpConnected ? 'tls' : codeOf(error) === 'ETIMEDOUT' ? 'timeout' : 'connect';
  const failure = new CallFailedError(reason, error.message);
  failure.cause = error;
  return failure;
}
