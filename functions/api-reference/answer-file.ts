import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { problemView } from '../domain/problem-view.ts';
import { securityHeaders } from '../domain/security-headers.ts';
import { acceptsGzip } from './accepts-gzip.ts';

export interface ReferenceDeps {
  /** What is served at `/reference/{file}`, by name; `index.html` is the page itself. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly gzip: (bytes: Uint8Array) => Promise<Uint8Array>;
}

type Request = Pick<APIGatewayProxyEventV2, 'headers' | 'pathParameters'> & {
  readonly requestContext: {
    readonly requestId: string;
    readonly http: { readonly method: string };
  };
};

/** Scripts and styles of this server, calls to this server; Swagger UI's style sheet has its icons in `data:` URLs. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** The name has the hash of the bytes in it (lib/reference-files.ts): it never means anything else. */
const versioned = /\.[0-9a-f]{16}\.\w+$/;

/** Answers `GET` and `HEAD` of `/reference` and `/reference/{file}` behind an HTTP API (payload format 2.0). */
export function referencePage({ files, gzip }: ReferenceDeps) {
  const tags = new Map([...files].map(([name, bytes]) => [name, tagOf(bytes)]));
  // Swagger UI takes a tenth of a second: once for an instance, and not at all where caches have it.
  const compressed = new Map<string, Promise<Uint8Array>>();
  const compressedOnce = (name: string, bytes: Uint8Array): Promise<Uint8Array> => {
    const known = compressed.get(name) ?? gzip(bytes);
    compressed.set(name, known);
    return known;
  };

  return async (request: Request): Promise<APIGatewayProxyStructuredResultV2> => {
    const { headers, pathParameters, requestContext } = request;
    const name = pathParameters?.file ?? 'index.html';
    const bytes = files.get(name);
    const etag = tags.get(name);
    if (bytes === undefined || etag === undefined) return noSuchFile(request);

    const described = {
      ...commonHeaders(request),
      ...(name === 'index.html' ? { 'content-security-policy': pagePolicy } : {}),
      etag,
      'cache-control': versioned.test(name) ? 'public, max-age=31536000, immutable' : 'public, no-cache',
      vary: 'accept-encoding',
    };
    if (isKnown(headers['if-none-match'], etag)) return { statusCode: 304, headers: described };
    const isCompressed = acceptsGzip(headers['accept-encoding']);
    const answer = {
      statusCode: 200,
      headers: {
        ...described,
        'content-type': contentTypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
        ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
      },
    };
    if (requestContext.http.method === 'HEAD') return answer;
    const body = isCompressed ? await compressedOnce(name, bytes) : bytes;
    return { ...answer, body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  };
}

function commonHeaders({ headers, requestContext }: Request): Record<string, string> {
  return { ...securityHeaders(headers['x-forwarded-proto']), 'x-request-id': requestContext.requestId };
}

/** Weak (RFC 9110 §8.8.1): the same for the bytes as they are and compressed. */
function tagOf(bytes: Uint8Array): string {
  return `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}

/** If-None-Match, compared weakly: RFC 9110 §13.1.2. */
function isKnown(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map(tag => tag.trim());
  return tags.some(tag => tag === '*' || tag === etag || `W/${tag}` === etag);
}

function noSuchFile(request: Request): APIGatewayProxyStructuredResultV2 {
  const { requestId, http } = request.requestContext;
  const detail = 'The reference has no such file. Open /reference, which names the files that it needs.';
  const problem = problemView('not-found', detail, requestId);
  return {
    statusCode: problem.status,
    headers: {
      ...commonHeaders(request),
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
    },
    ...(http.method === 'HEAD' ? {} : { body: JSON.stringify(problem) }),
  };
}
