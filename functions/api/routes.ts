import type { ApiKey } from '../domain/api-key.ts';
import { ProblemError } from '../domain/errors.ts';
import type { Authenticate } from './authenticate.ts';
import type { ApiDeps } from './deps.ts';
import { type HttpAnswer, type HttpEvent, jsonAnswer } from './http.ts';
import type { Method, Operation } from './operation.ts';

/** Who calls an operation that needs no key: nobody, who holds no company. */
const nobody: ApiKey = { id: '', name: '', prefix: '', hash: '', companies: [], createdAt: '' };

/** A route as `@middy/http-router` takes it. */
export interface HttpRoute {
  readonly method: Method;
  readonly path: string;
  readonly handler: (event: HttpEvent) => Promise<HttpAnswer>;
}

export function routesOf(
  operations: readonly Operation[],
  deps: ApiDeps,
  authenticate: Authenticate,
): HttpRoute[] {
  return operations.map(operation => ({
    method: operation.method,
    path: operation.path,
    handler: async event => {
      const key = operation.scope === 'public' ? nobody : await authenticate(event.headers.authorization);
      return jsonAnswer(event.requestContext.requestId, await operation.run(event, key, deps));
    },
  }));
}

function matches(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, i) => (part === '{id}' ? given[i] !== '' : part === given[i]))
  );
}

/** The operation that a request asks for, for the log. */
export function operationAt(
  operations: readonly Operation[],
  method: string,
  path: string,
): Operation | undefined {
  return operations.find(operation => operation.method === method && matches(operation.path, path));
}

/** What to answer where no route is. @throws ProblemError `method-not-allowed` (RFC 9110 §15.5.6) or `not-found` */
export function noRoute(
  operations: readonly Operation[],
  { method, path }: { method: string; path: string },
): never {
  const allowed = operations
    .filter(operation => matches(operation.path, path))
    .map(operation => operation.method);
  if (allowed.length === 0) {
    throw new ProblemError(
      'not-found',
      'There is nothing at this path. GET /openapi.json lists what there is.',
    );
  }
  const allow = [...new Set(allowed)].sort().join(', ');
  throw new ProblemError('method-not-allowed', `${method} is not possible here; ${allow} is.`, [], { allow });
}
