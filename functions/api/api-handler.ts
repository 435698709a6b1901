import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { authenticator } from './authenticate.ts';
import type { ApiDeps } from './deps.ts';
import { operations } from './operations.ts';
import { requestLog } from './request-log.ts';
import { noRoute, routesOf } from './routes.ts';

/** Time before the function's own timeout at which a request is given up, so that the caller still gets an answer. */
const giveUpMs = 500;

/** The part of middy's request that is used here. */
interface MiddyRequest {
  readonly event: APIGatewayProxyEventV2;
  response: APIGatewayProxyStructuredResultV2 | null | undefined;
}

/** HEAD is answered as GET is, errors too, but for the body (RFC 9110 §9.3.2). */
function dropBody(request: MiddyRequest): void {
  if (request.event.requestContext.http.method !== 'HEAD' || request.response == null) return;
  const { body: _, ...bodiless } = request.response;
  request.response = bodiless;
}

/** The management API behind an HTTP API (payload format 2.0): the operation table as routes, and one place for errors. */
export function apiHandler(deps: ApiDeps) {
  const routes = routesOf(operations, deps, authenticator(deps));
  const router = httpRouter<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
    routes,
    notFoundResponse: request => noRoute(operations, request),
  });
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({ timeoutEarlyInMillis: giveUpMs })
    .use({ after: dropBody, onError: dropBody })
    .use(requestLog(operations, deps))
    .handler(router);
}
