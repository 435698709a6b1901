import type { ProblemCode } from '../domain/errors.ts';
import { problemKinds } from '../domain/problem-kinds.ts';
import { gatewayMessageViewSchema, problemViewSchema } from '../domain/wire/problem-schema.ts';
import { exampleOf, webhookId } from './openapi-examples.ts';
import { type Json, schemaOf } from './openapi-schemas.ts';
import { honoursIfMatch, type Operation } from './operation.ts';

/** Headers of answers: the document's `components.headers`. */
export const headers: Readonly<Record<string, Json>> = {
  'Idempotent-Replayed': {
    description: 'The answer is the one that a request with this Idempotency-Key had before.',
    schema: { type: 'string', enum: ['true'] },
  },
  RateLimit: {
    description:
      'What is left to the caller: `r` requests within the next `t` seconds (https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-11).',
    schema: { type: 'string' },
    example: '"key";r=249;t=5',
  },
  'RateLimit-Policy': {
    description: 'What the caller may do: `q` requests in `w` seconds.',
    required: true,
    schema: { type: 'string' },
    example: '"key";q=250;w=5',
  },
  Allow: {
    description: 'With 405: the methods that are possible at this path (RFC 9110 §10.2.1).',
    schema: { type: 'string' },
    example: 'DELETE, GET, HEAD, PATCH',
  },
  ETag: {
    required: true,
    description:
      'The version that was read: send it as If-None-Match to read, of a webhook or an event type as If-Match to change.',
    schema: { type: 'string' },
    example: '"3.1.live"',
  },
  Location: {
    required: true,
    description: 'Path of what was created, or of what goes on by itself.',
    schema: { type: 'string', format: 'uri-reference' },
    example: `/v1/webhooks/${webhookId}`,
  },
  'Retry-After': {
    description: 'Seconds after which to try again.',
    schema: { type: 'integer', minimum: 0 },
    example: 1,
  },
  'WWW-Authenticate': {
    required: true,
    description: 'How to authenticate (RFC 6750 §3).',
    schema: { type: 'string' },
    example: 'Bearer realm="finehook", error="invalid_token"',
  },
  'x-request-id': {
    required: true,
    description: 'Name it to whoever runs this service: the log has it.',
    schema: { type: 'string' },
    example: 'Zq3x1hJvDoEEJmw=',
  },
};

function headersNamed(...names: readonly string[]): Json {
  return Object.fromEntries(names.map(name => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Headers that answers with an error have beside those that all have. */
function errorHeaders(status: string, codes: readonly ProblemCode[]): string[] {
  if (status === '401') return ['WWW-Authenticate'];
  if (status === '412') return ['ETag'];
  return status === '429' || codes.includes('idempotency-key-in-use') ? ['Retry-After'] : [];
}

/** An API key's rate is told to whoever has one. */
function rateHeaders({ scope }: Operation): string[] {
  return scope === 'public' ? [] : ['RateLimit', 'RateLimit-Policy'];
}

const problemType = 'application/problem+json';

function examplesNamed(...codes: readonly (ProblemCode | 'internal-error')[]): Json {
  return Object.fromEntries(codes.map(code => [code, { $ref: `#/components/examples/${code}` }]));
}

/** What is not of one operation: the gateway's own answers, methods that are not possible, and faults of ours. */
const otherAnswers: Json = {
  description:
    'Any other error. A Problem: `internal-error` (500) and `temporarily-unavailable` (503) are ours, `method-not-allowed` (405) comes with Allow. As application/json: what the gateway answers itself (413, 429, 500, 503).',
  headers: headersNamed('x-request-id', 'Allow', 'Retry-After'),
  content: {
    [problemType]: {
      schema: schemaOf(problemViewSchema),
      examples: examplesNamed('internal-error', 'temporarily-unavailable', 'method-not-allowed'),
    },
    'application/json': {
      schema: schemaOf(gatewayMessageViewSchema),
      example: { message: 'Too Many Requests' },
    },
  },
};

/**
 * Any operation that reads input may answer the first, any that needs a caller the next, and any that creates the others.
 */
function codesOf({ scope, creates, errors }: Operation): ProblemCode[] {
  const ofCallers = scope === 'public' ? [] : (['unauthenticated', 'too-many-requests'] as const);
  const ofScopes = scope === 'public' || scope === 'any' ? [] : (['forbidden'] as const);
  const ofCreations = creates === true ? (['idempotency-key-in-use', 'idempotency-key-reused'] as const) : [];
  return [...new Set<ProblemCode>(['invalid-request', ...ofCallers, ...ofScopes, ...ofCreations, ...errors])];
}

function errorAnswers(operation: Operation): Json {
  const byStatus = Object.groupBy(codesOf(operation), code => String(problemKinds[code].status));
  const answers = Object.entries(byStatus).map(([status, group = []]) => {
    return [
      status,
      {
        description: group.map(code => `\`${code}\`: ${problemKinds[code].title}.`).join(' '),
        headers: headersNamed(
          'x-request-id',
          ...(status === '401' ? [] : rateHeaders(operation)),
          ...errorHeaders(status, group),
        ),
        content: {
          [problemType]: {
            schema: schemaOf(problemViewSchema),
            examples: examplesNamed(...group),
          },
        },
      },
    ];
  });
  return Object.fromEntries(answers);
}

const page: Json = { 'text/html': { schema: { type: 'string' } } };
const noSuchPage: Json = {
  description: 'A page that says that the link is not good any more.',
  headers: headersNamed('x-request-id'),
  content: page,
};

/** What can be read has a tag, and so has a webhook that was created, changed or tested. */
function tagsOf(operation: Operation): string[] {
  const { method, isTagged = false } = operation;
  return method === 'GET' || isTagged || honoursIfMatch(operation) ? ['ETag'] : [];
}

/** Of what was made, or will be done. */
function locationOf({ status, hasLocation = true }: Operation): string[] {
  return hasLocation && (status === 201 || status === 202) ? ['Location'] : [];
}

function successAnswer(operation: Operation): Json {
  const { status, response, id, isPage, hasPage } = operation;
  const common = ['x-request-id', ...rateHeaders(operation)];
  if (status === 204) return { description: 'Done.', headers: headersNamed(...common) };
  return {
    description: status === 202 ? 'Begun: it goes on by itself.' : 'Done.',
    headers: headersNamed(
      ...common,
      ...tagsOf(operation),
      ...locationOf(operation),
      ...(operation.creates === true ? ['Idempotent-Replayed'] : []),
    ),
    content:
      isPage === true
        ? page
        : {
            'application/json': {
              schema: response === undefined ? { type: 'object' } : schemaOf(response),
              example: exampleOf(id).answer,
            },
            ...(hasPage === true ? page : {}),
          },
  };
}

/** Every answer of an operation, by status. */
export function answersOf(operation: Operation): Json {
  const unchanged = {
    description: 'It is what If-None-Match says: no body.',
    headers: headersNamed('x-request-id', ...rateHeaders(operation), 'ETag'),
  };
  return {
    [operation.status]: successAnswer(operation),
    ...(operation.mayCreate === true
      ? {
          201: {
            ...successAnswer({ ...operation, status: 201 }),
            description: 'Made: it was not there before.',
          },
        }
      : {}),
    ...(operation.method === 'GET' ? { 304: unchanged } : {}),
    ...errorAnswers(operation),
    ...(operation.isPage === true ? { 404: noSuchPage } : {}),
    default: otherAnswers,
  };
}
