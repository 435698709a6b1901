import type { ApiDeps } from './deps.ts';
import type { HttpAnswer, HttpEvent } from './http.ts';
import type { Operation } from './operation.ts';
import { isUnforeseen, problemAnswer } from './problems.ts';
import { operationAt } from './routes.ts';

/** The part of middy's request that is used here. */
interface MiddyRequest {
  readonly event: HttpEvent;
  response: HttpAnswer | null | undefined;
  readonly error: unknown;
  readonly internal: Record<string, unknown>;
}

/** Middleware: one line per request, and errors become problem documents. No body, key or secret is ever logged. */
export function requestLog(operations: readonly Operation[], { now, log }: Pick<ApiDeps, 'now' | 'log'>) {
  const describe = ({ event, response, internal }: MiddyRequest) => {
    const { requestId, http } = event.requestContext;
    const operation = operationAt(operations, http.method, http.path)?.id ?? null;
    const ms = now() - Number(internal.startedAtMs);
    return { requestId, operation, status: response?.statusCode ?? null, ms };
  };

  return {
    before: (request: MiddyRequest): void => {
      request.internal.startedAtMs = now();
    },
    after: (request: MiddyRequest): void => {
      log.info('request', describe(request));
    },
    onError: (request: MiddyRequest): void => {
      const { error } = request;
      request.response = problemAnswer(error, request.event.requestContext.requestId);
      if (isUnforeseen(error)) log.error('request', { ...describe(request), error });
      else log.info('request', describe(request));
    },
  };
}
