import type { Answer, Send, SentCall } from './call.ts';
import { errorOf, FinehookError, noAnswer } from './finehook-error.ts';
import { type FinehookClient, methodsOf } from './generated/methods.ts';
import { type HttpRequest, httpRequest, type Settings } from './http-request.ts';
import { realTiming, retryWaitMs, type Timing } from './retry.ts';

export type { Answer, Call, CallOptions, List, Needed, Optional, Page, Read } from './call.ts';
export { FinehookError, type ProblemCode } from './finehook-error.ts';
export type { FinehookClient } from './generated/methods.ts';
export type * from './generated/schema.ts';
export type { Timing } from './retry.ts';

export interface ClientOptions {
  /** Where the API is: the stack's output `ApiUrl`, or `http://127.0.0.1:4010` of a local run. */
  readonly baseUrl: string;
  /** `fhk_…`; without it only what is public can be asked for. */
  readonly apiKey?: string | undefined;
  /** @default the platform's own */
  readonly fetch?: typeof globalThis.fetch;
  /** How often a call is sent at most. @default 4 */
  readonly maxTries?: number;
  /** Milliseconds for one try. @default 35,000: API Gateway ends a request after 30 s */
  readonly timeoutMs?: number;
  /** Names creations that have no `idempotencyKey`, so that they can be sent again. @default crypto.randomUUID */
  readonly newIdempotencyKey?: () => string;
  /**
   * Reads the JSON of answers; it gets the text alone. `JSON.parse` rounds numbers that a double cannot hold, which data of events
   * may have: give a parser that keeps them where they matter. What it makes of the numbers, the types do not say.
   * @default JSON.parse
   */
  readonly parseJson?: typeof JSON.parse;
  /** Randomness and waiting. @default the real ones */
  readonly timing?: Timing;
}

/**
 * A client of the management API, with a method for each operation, typed by the API's own OpenAPI document. Reads, and creations
 * by their idempotency key, are sent again after no answer, 429 and 503. Works in Node.js from 20.3 on and in browsers.
 */
export function createClient(options: ClientOptions): FinehookClient {
  const { baseUrl, apiKey, maxTries = 4, timeoutMs = 35_000, timing = realTiming } = options;
  const { fetch = globalThis.fetch, newIdempotencyKey = () => crypto.randomUUID() } = options;
  const { parseJson = JSON.parse } = options;
  const settings: Settings = { baseUrl, apiKey, newIdempotencyKey };

  async function once<Body>(request: HttpRequest, signal: AbortSignal | undefined): Promise<Answer<Body>> {
    const { url, ...init } = request;
    const timeout = AbortSignal.timeout(timeoutMs);
    const ends = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
      const response = await fetch(url, { ...init, signal: ends });
      return answerOf<Body>(url, response, await response.text(), parseJson);
    } catch (error) {
      if (error instanceof FinehookError) throw error;
      signal?.throwIfAborted();
      throw new FinehookError({ status: 0, code: noAnswer, detail: reasonOf(error) }, { cause: error });
    }
  }

  const send: Send = async <Body>(sent: SentCall) => {
    const { signal } = sent.options;
    const request = httpRequest(sent, settings);
    const isRepeatable = request.method === 'GET' || request.headers['idempotency-key'] !== undefined;
    for (let tries = 1; ; tries++) {
      signal?.throwIfAborted();
      try {
        return await once<Body>(request, signal);
      } catch (error) {
        const waitMs = retryWaitMs(error, { isRepeatable, tries }, timing.random);
        if (waitMs === undefined || tries >= maxTries) throw error;
        await timing.wait(waitMs, signal);
      }
    }
  };
  return methodsOf(send);
}

/** The answer is taken to be what the service's document says of it, as the types of the client are. */
function answerOf<Body>(
  url: string,
  { status, headers }: Response,
  text: string,
  parseJson: typeof JSON.parse,
): Answer<Body> {
  if (status >= 400) throw errorOf(status, headers, text);
  const body = jsonOf<Body>(url, status, text, parseJson);
  const [etag, requestId] = ['etag', 'x-request-id'].map(name => headers.get(name) ?? undefined);
  return { status, body, etag, requestId, headers };
}

function jsonOf<Body>(url: string, status: number, text: string, parseJson: typeof JSON.parse): Body {
  try {
    const body = text === '' ? undefined : parseJson(text);
    return body;
  } catch (cause) {
    const detail = `The answer is not JSON: is this the API? ${url}`;
    throw new FinehookError({ status, code: `http-${status}`, detail }, { cause });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node says "fetch failed" and keeps what happened in the cause.
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
