import { securityHeaders } from '../domain/security-headers.ts';
import type { HttpAnswer, HttpEvent } from './http.ts';

/** The part of middy's request that is used here. */
interface MiddyRequest {
  readonly event: HttpEvent;
  response: HttpAnswer | null | undefined;
}

/** Headers that become known on the way to an answer, or to the error that comes instead of one. */
export class NotedHeaders {
  readonly #ofEvent = new WeakMap<HttpEvent, Readonly<Record<string, string>>>();

  note(event: HttpEvent, headers: Readonly<Record<string, string>>): void {
    this.#ofEvent.set(event, headers);
  }

  of(event: HttpEvent): Readonly<Record<string, string>> {
    return this.#ofEvent.get(event) ?? {};
  }
}

/** `vary` is a list to which several may add. */
function merged(...parts: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const vary = parts.flatMap(({ vary: names }) => (names === undefined ? [] : [names]));
  return { ...Object.assign({}, ...parts), ...(vary.length === 0 ? {} : { vary: vary.join(', ') }) };
}

/** Middleware: the headers that every answer has, an error's too. */
export function answerHeaders(
  noted: NotedHeaders,
  corsHeaders: (event: HttpEvent) => Readonly<Record<string, string>>,
) {
  const add = (request: MiddyRequest): void => {
    const { event, response } = request;
    if (response == null) return;
    const secure = securityHeaders(event.headers['x-forwarded-proto']);
    const headers = merged(secure, corsHeaders(event), noted.of(event), response.headers);
    request.response = { ...response, headers };
  };
  return { after: add, onError: add };
}
