import { isIP, type Socket } from 'node:net';
import type { buildConnector } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import { type AddressPolicy, hostOf, portOf } from '../domain/address-policy.ts';
import { AnswerLimit } from './answer-limit.ts';
import { CallFailedError, codeOf } from './call-failed-error.ts';
import { errorDetail } from './error-detail.ts';
import { openSocket, openTlsSocket, type SocketOptions } from './receiver-socket.ts';

/** undici's own limit is out of reach: {@link AnswerLimit} comes first. */
const maxHeaderBytes = 1_048_576;
/** Idle sockets: receivers close them after 5 to 75 s; a server's own hint is obeyed. */
export const keepAliveMs = 30_000;

/** What connections to one origin share. */
export interface ConnectionOptions extends SocketOptions {
  readonly policy: AddressPolicy;
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
  readonly answerLimit = new AnswerLimit();
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

  /** Whether it can take another request: one that was answered before it was taken whole still lies in the way. */
  get isReusable(): boolean {
    return this.isConnected && this.#socket?.writableLength === 0;
  }

  /** A request is being sent: its answer counts from here. */
  beginRequest(): void {
    this.requestsOnSocket++;
    this.answerLimit.begin();
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
    this.phase = verdict === undefined ? 'resolving' : 'connecting';
    const socket = isTls ? openTlsSocket(this.#options, this.#onCertificate) : openSocket(this.#options);
    this.#socket = socket;
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
      this.answerLimit.watch(socket);
      callback(null, socket);
    });
    socket.on('error', error => {
      fail(error);
      // After the handshake, Node tells of an error of TLS and leaves the socket open; undici waits for its end.
      socket.destroy();
    });
    socket.once('close', () => fail(new Error('closed while connecting')));
  }

  readonly #onCertificate = (expiresAt: string | null): void => {
    this.certificateExpiresAt = expiresAt;
  };
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
