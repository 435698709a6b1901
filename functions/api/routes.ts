import { type Caller, nounOf } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import type { NotedHeaders } from './answer-headers.ts';
import type { Authenticate } from './authenticate.ts';
import type { ApiDeps } from './deps.ts';
import { conditional } from './entity-tag.ts';
import { type HttpAnswer, type HttpEvent, httpAnswer } from './http.ts';
import { once } from './idempotent.ts';
import type { AdmitKey } from './key-rate-limit.ts';
import type { Method, Operation } from './operation.ts';

/** Who calls an operation that needs no key: nobody, who holds no company. */
const nobody: Caller = { id: '', kind: 'key', name: '', actor: 'key:', companies: [], scopes: [] };

/** A route as `@middy/http-router` takes it. */
export interface HttpRoute {
  readonly method: Method | 'HEAD' | 'OPTIONS';
  readonly path: string;
  readonly handler: (event: HttpEvent) => Promise<HttpAnswer>;
}

/** What can be read by GET can be asked by HEAD too (RFC 9110 §9.3.2); the handler around the routes drops the body. */
export function methodsOf({ method }: Operation): (Method | 'HEAD')[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

/** Who is let in, how often, and what answers will say of that. */
export interface Entrance {
  readonly authenticate: Authenticate;
  readonly admitKey: AdmitKey;
  readonly noted: NotedHeaders;
}

/** @throws ProblemError `unauthenticated`, `too-many-requests` */
async function enter(event: HttpEvent, { authenticate, admitKey, noted }: Entrance): Promise<Caller> {
  const key = await authenticate(event.headers.authorization);
  noted.note(event, await admitKey(key));
  return key;
}

export function routesOf(operations: readonly Operation[], deps: ApiDeps, entrance: Entrance): HttpRoute[] {
  return operations.flatMap(operation => {
    const handler = async (event: HttpEvent): Promise<HttpAnswer> => {
      const key = operation.scope === 'public' ? nobody : await enter(event, entrance);
      checkScope(key, operation);
      const answer = await once({ operation, event, key }, deps, async () =>
        httpAnswer(event.requestContext.requestId, await operation.run(event, key, deps)),
      );
      return operation.method === 'GET' ? conditional(answer, event.headers['if-none-match']) : answer;
    };
    return methodsOf(operation).map(method => ({ method, path: operation.path, handler }));
  });
}

/** Who can give somebody a scope. */
const whereScopesCome: Readonly<Record<Caller['kind'], string>> = {
  key: 'Use one that has it; whoever runs this service makes keys.',
  session: 'Get a portal link that gives it where you came from.',
  user: 'Whoever gives people their roles can change that, but for secrets:reveal, which no token has.',
};

/** @throws ProblemError `forbidden` when the key is not allowed what the operation does, whatever its companies */
function checkScope(caller: Caller, { scope }: Operation): void {
  if (scope === 'public' || scope === 'any' || caller.scopes.includes(scope)) return;
  throw new ProblemError(
    'forbidden',
    `This ${nounOf(caller)} does not have the scope ${scope}. ${whereScopesCome[caller.kind]}`,
  );
}

function matches(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, i) => (part.startsWith('{') ? given[i] !== '' : part === given[i]))
  );
}

/** The operation that a request asks for, for the log. */
export function operationAt(
  operations: readonly Operation[],
  method: string,
  path: string,
): Operation | undefined {
  return operations.find(
    operation => methodsOf(operation).some(one => one === method) && matches(operation.path, path),
  );
}

/** What to answer where no route is. @throws ProblemError `method-not-allowed` (RFC 9110 §15.5.6) or `not-found` */
export function noRoute(
  operations: readonly Operation[],
  { method, path }: { method: string; path: string },
): never {
  const allowed = operations.filter(operation => matches(operation.path, path)).flatMap(methodsOf);
  if (allowed.length === 0) {
    throw new ProblemError(
      'not-found',
      'There is nothing at this path. GET /openapi.json lists what there is.',
    );
  }
  const allow = [...new Set(allowed)].sort().join(', ');
  throw new ProblemError('method-not-allowed', `${method} is not possible here. Possible: ${allow}.`, [], {
    allow,
  });
}
