import type { OutgoingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

export interface HttpAnswer {
  readonly status: number;
  readonly bytes: Buffer;
}

export interface HttpRequest {
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  /** Empty for none. */
  readonly body: string | Buffer;
}

class AnswerTimeoutError extends Error {
  override readonly name = 'AnswerTimeoutError';
}

/**
 * One request and its whole answer through undici's dispatcher, the cheapest of its ways in. One timer covers the wait for
 * a connection, connecting, headers and body.
 * @throws whatever undici met, or AnswerTimeoutError
 */
export function send(
  dispatcher: Dispatcher,
  { method, path, headers: named, body }: HttpRequest,
  timeoutMs: number,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let isOver = false;
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => {
      isOver = true;
      const error = new AnswerTimeoutError(`no answer within ${timeoutMs} ms`);
      controller?.abort(error);
      reject(error);
    }, timeoutMs);
    const headers: string[] = [];
    for (const [name, value] of Object.entries(named)) headers.push(name, String(value));
    dispatcher.dispatch(
      { path, method, headers, body: body.length === 0 ? null : body, headersTimeout: 0, bodyTimeout: 0 },
      {
        onRequestStart(started) {
          controller = started;
          if (isOver) started.abort(new AnswerTimeoutError('over before it began'));
        },
        onResponseStart(_, statusCode) {
          status = statusCode;
        },
        onResponseData(_, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          clearTimeout(timer);
          const [only] = chunks;
          resolve({
            status,
            bytes: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks),
          });
        },
        onResponseError(_, error) {
          clearTimeout(timer);
          reject(error);
        },
      },
    );
  });
}
