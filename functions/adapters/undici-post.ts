import type { OutgoingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

export interface HttpPost {
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

class PostTimeoutError extends Error {
  override readonly name = 'PostTimeoutError';
}

/**
 * One POST and its whole answer through undici's dispatcher, the cheapest of its ways in. One timer covers the wait for
 * a connection, connecting, headers and body.
 * @throws whatever undici met, or PostTimeoutError
 */
export function post(dispatcher: Dispatcher, request: HttpPost, timeoutMs: number): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let isOver = false;
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => {
      isOver = true;
      const error = new PostTimeoutError(`no answer within ${timeoutMs} ms`);
      controller?.abort(error);
      reject(error);
    }, timeoutMs);
    const headers: string[] = [];
    for (const [name, value] of Object.entries(request.headers)) headers.push(name, String(value));
    dispatcher.dispatch(
      { path: request.path, method: 'POST', headers, body: request.body, headersTimeout: 0, bodyTimeout: 0 },
      {
        onRequestStart(started) {
          controller = started;
          if (isOver) started.abort(new PostTimeoutError('over before it began'));
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
          const bytes = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
          resolve({ status, text: bytes.toString('utf8') });
        },
        onResponseError(_, error) {
          clearTimeout(timer);
          reject(error);
        },
      },
    );
  });
}
