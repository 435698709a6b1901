import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { isSuccess } from '../domain/decide-attempt.ts';
import type { Attempt } from '../domain/delivery.ts';
import { CallFailedError, callFailed, isBrokenSocket } from './call-failed-error.ts';
import type { ConnectionPhase, GuardedConnection } from './guarded-connection.ts';
import type { OriginConnections } from './origin-connections.ts';
import { ResponseBody } from './response-body.ts';

/** Which attempt it was, but for its times. */
export type ExchangeResult = Omit<Attempt, 'at' | 'durationMs'>;

export interface ExchangeOptions {
  readonly connections: OriginConnections;
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: string;
  readonly timeoutMs: number;
  /** For the body behind a 2xx status, within `timeoutMs`. */
  readonly successBodyMs: number;
}

const isRetryAfter = /^[\x20-\x7e]{1,64}$/;

/** Where a call stood when its time was over. */
const tooSlow: Readonly<Record<ConnectionPhase, string>> = {
  resolving: 'the host name was not resolved in time',
  connecting: 'the connection was not accepted in time',
  securing: 'the TLS handshake did not end in time',
  open: 'no answer came in time',
};

/** Ends an exchange on our side; undici wants an error for it. */
const redirect = new CallFailedError('redirect', 'the answer is a redirect, and redirects are not followed');

const enough = new Error('the exchange is over');

/** One request and its answer, and once more on a fresh connection if a reused one turned out to be dead. */
export class WebhookExchange implements Dispatcher.DispatchHandler {
  readonly #options: ExchangeOptions;
  readonly #onEnd: (result: ExchangeResult) => void;
  readonly #timer: NodeJS.Timeout;
  #successTimer: NodeJS.Timeout | undefined;
  #connection: GuardedConnection;
  #controller: Dispatcher.DispatchController | undefined;
  #body: ResponseBody | undefined;
  #status: number | null = null;
  #retryAfter: string | null = null;
  #isAnswering = false;
  #isReused = false;
  #isOver = false;

  /** @param onEnd called once, whatever happens */
  constructor(options: ExchangeOptions, onEnd: (result: ExchangeResult) => void) {
    this.#options = options;
    this.#onEnd = onEnd;
    this.#timer = setTimeout(() => this.#cut(this.#timeout()), options.timeoutMs);
    this.#connection = options.connections.take();
    this.#send();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isOver) {
      controller.abort(enough);
      return;
    }
    this.#controller = controller;
    this.#isReused = this.#connection.requestsOnSocket > 0;
    this.#connection.beginRequest();
  }

  onResponseStarted(): void {
    this.#isAnswering = true;
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    { 'retry-after': retryAfter }: IncomingHttpHeaders,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#connection.answerLimit.endHead();
    if (typeof retryAfter === 'string' && isRetryAfter.test(retryAfter)) this.#retryAfter = retryAfter;
    if (!isSuccess({ status })) return;
    this.#successTimer = setTimeout(() => this.#cut(this.#timeout()), this.#options.successBodyMs);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body ??= new ResponseBody();
    if (!this.#body.add(chunk)) this.#cut(null);
  }

  onResponseEnd(): void {
    if (this.#isOver) return;
    this.#end(null);
    this.#options.connections.give(this.#connection);
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.#isOver) return;
    const { connections } = this.#options;
    connections.discard(this.#connection);
    // A fresh connection is no reused one: nothing is repeated twice.
    if (this.#isReused && !this.#isAnswering && isBrokenSocket(error)) {
      this.#isReused = false;
      this.#connection = connections.takeFresh();
      this.#send();
    } else {
      this.#end(callFailed(error));
    }
  }

  #send(): void {
    const { path, headers, body } = this.#options;
    this.#connection.client.dispatch(
      // One timer bounds the whole exchange: undici's own for headers and body are off.
      { path, method: 'POST', headers, body, headersTimeout: 0, bodyTimeout: 0 },
      this,
    );
  }

  #timeout(): CallFailedError {
    const { phase } = this.#connection;
    if (phase !== 'open' || !this.#isAnswering) return new CallFailedError('timeout', tooSlow[phase]);
    const part = this.#status === null ? 'head' : 'body';
    return new CallFailedError('timeout', `the ${part} of the answer did not end in time`);
  }

  /** Over on our side: nobody reads on, so the connection goes. */
  #cut(error: CallFailedError | null): void {
    if (this.#isOver) return;
    this.#end(error);
    this.#controller?.abort(enough);
    this.#options.connections.discard(this.#connection);
  }

  #end(failure: CallFailedError | null): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#successTimer);
    const status = this.#status;
    const isRedirect = status !== null && status >= 300 && status < 400;
    const error = failure ?? (isRedirect ? redirect : null);
    this.#onEnd({
      status,
      error: error?.reason ?? null,
      errorDetail: error?.message ?? null,
      responseBody: this.#body?.text ?? null,
      retryAfter: this.#retryAfter,
      certificateExpiresAt: this.#connection.certificateExpiresAt,
    });
  }
}
