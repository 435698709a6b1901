import { AwsCallError, type Fault, type ProblemCode, ProblemError } from '../domain/errors.ts';
import { problemView } from '../domain/problem-view.ts';
import type { ProblemView } from '../domain/wire/problem-schema.ts';
import type { HttpAnswer } from './http.ts';

/** Extension members that are HTTP headers, not part of the document. */
const headerExtensions = {
  allow: 'allow',
  etag: 'etag',
  ratelimit: 'ratelimit',
  'ratelimit-policy': 'ratelimit-policy',
  retryAfter: 'retry-after',
  wwwAuthenticate: 'www-authenticate',
} as const;

interface Problem {
  readonly code: ProblemCode | 'internal-error';
  readonly detail: string;
  readonly faults: readonly Fault[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** An error that nobody foresaw says nothing of itself: its message may hold what the caller must not see. */
function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) {
    return { code: error.code, detail: error.message, faults: error.faults, extensions: error.extensions };
  }
  if (error instanceof AwsCallError && error.retryable) {
    return {
      code: 'temporarily-unavailable',
      detail: 'Nothing was changed, or the change goes on by itself. Try again in a second.',
      faults: [],
      extensions: { retryAfter: '1' },
    };
  }
  return {
    code: 'internal-error',
    detail: 'Try again; if it goes on, name the requestId to whoever runs this service.',
    faults: [],
    extensions: {},
  };
}

/** Whether an error is ours to mend, and belongs into the log. */
export function isUnforeseen(error: unknown): boolean {
  return !(error instanceof ProblemError);
}

/** The answer to a request that ended in an error. */
export function problemAnswer(error: unknown, requestId: string): HttpAnswer {
  const { code, detail, faults, extensions } = problemOf(error);
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'x-request-id': requestId,
    'cache-control': 'no-store',
  };
  const members = { ...extensions };
  for (const [member, header] of Object.entries(headerExtensions)) {
    const value = members[member];
    if (typeof value === 'string') headers[header] = value;
    delete members[member];
  }
  const document: ProblemView = {
    ...problemView(code, detail, requestId),
    errors: [...faults],
    ...members,
  };
  return { statusCode: document.status, headers, body: JSON.stringify(document) };
}
