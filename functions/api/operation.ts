import type { Caller } from '../domain/caller.ts';
import { type ProblemCode, ProblemError } from '../domain/errors.ts';
import type { KeyScope } from '../domain/key-role.ts';
import { type Audit, AuditTrail } from './audit-trail.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer, HttpEvent } from './http.ts';
import { type AnySchema, type BodyRule, readBody, readQuery, type SchemaOf } from './read-request.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a caller must be allowed to do: `any` of them may, `public` needs none. */
export type Scope = 'public' | 'any' | KeyScope;

/** What a flow gets: everything is read and checked. */
export interface OperationRequest<Body, Query> {
  readonly key: Caller;
  /** `{id}` of the path, as it came. */
  readonly id: string;
  /** `{resendId}` of the path, as it came. */
  readonly resendId: string;
  /** `{name}` of the path, as it came. */
  readonly name: string;
  /** `{code}` of the path, as it came. */
  readonly code: string;
  readonly body: Body;
  readonly query: Query;
  /** As it came: checked for operations that create; the others see to it themselves. */
  readonly idempotencyKey: string | undefined;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly accept: string | undefined;
  /** Takes down every change before it is made. */
  readonly audit: Audit;
}

interface Description {
  /** Name of the operation in OpenAPI, logs and clients. */
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  /** What a summary has no room for, as CommonMark. */
  readonly description?: string;
  readonly scope: Scope;
  /** Status of success. */
  readonly status: 200 | 201 | 202 | 204;
  /** Whether a 201 or 202 says where what was made can be read. @default true */
  readonly hasLocation?: boolean;
  /** Answers 201 instead when it has made what was not there (RFC 9110 §9.3.4). @default false */
  readonly mayCreate?: boolean;
  /** It creates something: it is done once for each `Idempotency-Key`. */
  readonly creates?: true;
  /** What `Idempotency-Key` means, and its form, where the operation sees to it by itself. */
  readonly retry?: { readonly description: string; readonly pattern: string };
  /** What is created can be changed on a condition: the answer has its ETag. */
  readonly isTagged?: boolean;
  /** The answer is a page for people, also the one that says that there is nothing. */
  readonly isPage?: boolean;
  /** The answer is a page to whom prefers HTML, else JSON. */
  readonly hasPage?: true;
  /** What the answer's body is; absent when there is none. */
  readonly response?: AnySchema;
  /** Error codes of its own, beside those that every operation may answer. */
  readonly errors: readonly ProblemCode[];
}

interface Definition<Body, Query> extends Description {
  readonly body?: BodyRule<Body>;
  readonly query?: SchemaOf<Query>;
  readonly flow: (request: OperationRequest<Body, Query>, deps: ApiDeps) => Promise<Answer>;
}

/** One line of the operation table: routes, input parsing and OpenAPI all come from it. */
export interface Operation extends Description {
  readonly body?: BodyRule<unknown>;
  readonly query?: AnySchema;
  readonly run: (event: HttpEvent, key: Caller, deps: ApiDeps) => Promise<Answer>;
}

/** Content types of most bodies, and what may be wrong with any body. */
export const json = ['application/json'];
export const bodyErrors = ['malformed-json', 'payload-too-large', 'unsupported-media-type'] as const;

/** Whether it changes what may have been read before: a webhook, or an event type. */
export function honoursIfMatch({ errors }: Pick<Operation, 'errors'>): boolean {
  return errors.includes('precondition-failed');
}

/**
 * The schemas never see a parameter of this name: for them it is no name at all.
 * @throws ProblemError `invalid-request`
 */
function refusePrototype({ queryStringParameters = {} }: HttpEvent): void {
  if (!Object.hasOwn(queryStringParameters, '__proto__')) return;
  throw new ProblemError('invalid-request', 'The query is not valid.', [
    { pointer: '?__proto__', code: 'unknown-member', detail: 'Unknown member.' },
  ]);
}

export function operation<Body, Query>(definition: Definition<Body, Query>): Operation {
  const { flow, ...description } = definition;
  return {
    ...description,
    run: async (event, key, deps) => {
      refusePrototype(event);
      const query = readQuery(definition.query, event);
      const body = readBody(definition.body, event);
      const idempotencyKey = event.headers['idempotency-key'];
      const ifMatch = event.headers['if-match'];
      const ifNoneMatch = event.headers['if-none-match'];
      const { accept } = event.headers;
      const { id = '', resendId = '', name = '', code = '' } = event.pathParameters ?? {};
      const { requestId } = event.requestContext;
      const { auditLog, log, now } = deps;
      const audit = new AuditTrail({ operation: definition.id, requestId, caller: key, auditLog, log, now });
      const headers = { idempotencyKey, ifMatch, ifNoneMatch, accept };
      const request = { key, id, resendId, name, code, body, query, ...headers, audit };
      return audit.over(() => flow(request, deps));
    },
  };
}
