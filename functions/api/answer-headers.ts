import type { HttpAnswer, HttpEvent } from './http.ts';

/** The part of middy's request that is used here. */
interface MiddyRequest {
  readonly event: HttpEvent;
  response: HttpAnswer | null | undefined;
}

/**
 * What programs and browsers are told whatever the answer is:
 * https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 * A page has a content security policy of its own.
 */
const always: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Only over TLS: RFC 6797 §7.2. A year. */
const transport = { 'strict-transport-security': 'max-age=31536000' };

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
    const secure = event.headers['x-forwarded-proto'] === 'https' ? transport : {};
    const headers = merged(always, secure, corsHeaders(event), noted.of(event), response.headers);
    request.response = { ...response, headers };
  };
  return { after: add, onError: add };
}
