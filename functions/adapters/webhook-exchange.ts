import type { Dispatcher } from 'undici';
import { isSuccess } from '../domain/decide-attempt.ts';
import type { Attempt, AttemptError } from '../domain/delivery.ts';
import { isBrokenSocket, reasonOf } from './call-failed-error.ts';
import type { GuardedConnection } from './guarded-connection.ts';
import type { OriginConnections } from './origin-connections.ts';
import { ResponseBody } from './response-body.ts';

/** Which attempt it was, but for its times. */
export type ExchangeResult = Pick<Attempt, 'status' | 'error' | 'responseBody'>;

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

/** Ends an exchange on our side; undici wants an error for it. */
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
  #isAnswering = false;
  #isReused = false;
  #isOver = false;

  /** @param onEnd called once, whatever happens */
  constructor(options: ExchangeOptions, onEnd: (result: ExchangeResult) => void) {
    this.#options = options;
    this.#onEnd = onEnd;
    this.#timer = setTimeout(() => this.#cut('timeout'), options.timeoutMs);
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
    this.#connection.requestsOnSocket++;
  }

  onResponseStarted(): void {
    this.#isAnswering = true;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number): void {
    if (status < 200) return;
    this.#status = status;
    if (!isSuccess({ status })) return;
    this.#successTimer = setTimeout(() => this.#cut('timeout'), this.#options.successBodyMs);
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
      this.#end(reasonOf(error));
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

  /** Over on our side: nobody reads on, so the connection goes. */
  #cut(error: AttemptError | null): void {
    if (this.#isOver) return;
    this.#end(error);
    this.#controller?.abort(enough);
    this.#options.connections.discard(this.#connection);
  }

  #end(error: AttemptError | null): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#successTimer);
    const status = this.#status;
    const isRedirect = status !== null && status >= 300 && status < 400;
    this.#onEnd({
      status,
      error: error ?? (isRedirect ? 'redirect' : null),
      responseBody: this.#body?.text ?? null,
    });
  }
}
