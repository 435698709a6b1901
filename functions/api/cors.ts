import type { HttpAnswer, HttpEvent } from './http.ts';
import type { Operation } from './operation.ts';
import { type HttpRoute, methodsOf, noRoute } from './routes.ts';

/** What pages may send beside what browsers allow anyway. */
const sentHeaders = ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'];

/** What pages may read beside what browsers show anyway. */
const readHeaders = [
  'allow',
  'etag',
  'idempotent-replayed',
  'link',
  'location',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'www-authenticate',
  'x-request-id',
];

/** Browsers ask again after this time; they take two hours at most. */
const rememberedSeconds = 7_200;

/** https://fetch.spec.whatwg.org/#http-cors-protocol, for pages of these origins and no others. */
export class Cors {
  readonly #origins: ReadonlySet<string>;

  /** @param origins as browsers write them, such as `https://console.example.com`; none: no page may read an answer */
  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins);
  }

  /** Headers of an answer. Which they are depends on the origin, so that no cache may mix them up. */
  readonly headersFor = (event: HttpEvent): Readonly<Record<string, string>> => {
    if (this.#origins.size === 0) return {};
    const { origin } = event.headers;
    if (origin === undefined || !this.#origins.has(origin)) return { vary: 'origin' };
    return {
      vary: 'origin',
      'access-control-allow-origin': origin,
      'access-control-expose-headers': readHeaders.join(', '),
    };
  };

  /** A route for each path, that answers what browsers ask before they send a request. */
  preflightRoutes(operations: readonly Operation[]): HttpRoute[] {
    if (this.#origins.size === 0) return [];
    const byPath = Map.groupBy(operations, ({ path }) => path);
    return [...byPath].map(([path, group]) => ({
      method: 'OPTIONS',
      path,
      handler: async event => this.#preflight(event, operations, group),
    }));
  }

  /** @throws ProblemError `method-not-allowed` for OPTIONS that is no preflight request of one of the origins */
  #preflight(event: HttpEvent, operations: readonly Operation[], group: readonly Operation[]): HttpAnswer {
    const { origin = '', 'access-control-request-method': wanted } = event.headers;
    const { requestId, http } = event.requestContext;
    if (wanted === undefined || !this.#origins.has(origin)) return noRoute(operations, http);
    return {
      statusCode: 204,
      headers: {
        'x-request-id': requestId,
        'access-control-allow-methods': [...new Set(group.flatMap(methodsOf))].sort().join(', '),
        'access-control-allow-headers': sentHeaders.join(', '),
        'access-control-max-age': String(rememberedSeconds),
        vary: 'access-control-request-method, access-control-request-headers',
      },
    };
  }
}
