import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunPlan, StageDefinition } from '../cloudformation/run-plan.ts';
import type { Invoker } from '../lambda/invoker.ts';
import { closeServer, listen } from '../loopback-server.ts';
import { readBody } from '../request-body.ts';
import { gatewayEvent, splitTarget } from './event.ts';
import { type GatewayResponse, gatewayError, gatewayResponse } from './response.ts';
import { createRouter } from './routes.ts';
import { createTokenBucket } from './token-bucket.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const gatewayBodyBytes = 10 * 1024 * 1024;
const integrationTimeoutMs = 30_000;
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const functionPayloadBytes = 6 * 1024 * 1024;

export interface HttpApi {
  readonly url: string;
  readonly port: number;
  /** Before this, every request is answered with 503. */
  serve(plan: RunPlan, run: { readonly invoker: Invoker; readonly accountId: string }): void;
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage) => Promise<GatewayResponse>;

/**
 * Listens for the HTTP API of the template.
 * @param port 0 for any free one
 */
export async function startHttpApi(port: number): Promise<HttpApi> {
  let answer: Answer = async () => gatewayError(503, 'Service Unavailable');
  const server = createServer((request, response) => {
    // A caller that hung up is no fault of ours.
    request.on('error', () => response.destroy());
    answer(request)
      .catch(error => {
        console.error(`HTTP API: ${error instanceof Error ? error.stack : error}`);
        return gatewayError(500, 'Internal Server Error');
      })
      .then(result => write(response, result));
  });
  const listening = await listen(server, port);
  return {
    ...listening,
    serve(plan, run) {
      answer = answerWith(plan, run);
    },
    close: () => closeServer(server),
  };
}

function answerWith(
  plan: RunPlan,
  { invoker, accountId }: { readonly invoker: Invoker; readonly accountId: string },
): Answer {
  const route = createRouter(plan.routes);
  const stage = plan.stages[0];
  const admit = throttleOf(stage);

  return async request => {
    const body = await readBody(request, gatewayBodyBytes);
    if (body === undefined) return gatewayError(413, 'Request Too Long');
    if (!admit(performance.now())) return gatewayError(429, 'Too Many Requests');
    const method = request.method ?? 'GET';
    const target = request.url ?? '/';
    const match = route(method, splitTarget(target)[0]);
    if (match === undefined) return gatewayError(404, 'Not Found');

    const event = gatewayEvent(
      {
        method,
        target,
        protocol: `HTTP/${request.httpVersion}`,
        rawHeaders: request.rawHeaders,
        body,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      },
      match,
      {
        accountId,
        apiId: 'local',
        stage: stage?.name ?? '$default',
        requestId: randomUUID(),
        nowMs: Date.now(),
      },
    );
    const payload = JSON.stringify(event);
    if (Buffer.byteLength(payload) > functionPayloadBytes) {
      return gatewayError(413, 'Request Entity Too Large');
    }
    const cancelTimeout = new AbortController();
    const outcome = await Promise.race([
      invoker.invoke({
        functionName: match.route.functionName,
        payload,
        invocationType: 'RequestResponse',
        describe: result => describeCall(method, event.rawPath, result),
      }),
      delay(integrationTimeoutMs, undefined, { signal: cancelTimeout.signal }).catch(() => undefined),
    ]);
    cancelTimeout.abort();
    if (outcome?.kind === 'ok') return gatewayResponse(outcome.payload);
    // Neither a busy function nor a slow one is an internal error to the gateway.
    if (outcome === undefined || outcome.kind === 'throttled')
      return gatewayError(503, 'Service Unavailable');
    return gatewayError(500, 'Internal Server Error');
  };
}

function throttleOf(stage: StageDefinition | undefined): (nowMs: number) => boolean {
  const { rateLimit, burstLimit } = stage ?? {};
  if (rateLimit === undefined && burstLimit === undefined) return () => true;
  return createTokenBucket(rateLimit ?? burstLimit ?? 0, burstLimit ?? rateLimit ?? 0);
}

function describeCall(method: string, path: string, outcome: { kind: string; payload?: string }): string {
  const status = outcome.kind === 'ok' ? gatewayResponse(outcome.payload ?? '').statusCode : '';
  return `${method} ${path} ${status}`.trimEnd();
}

function write(response: ServerResponse, result: GatewayResponse): void {
  if (response.destroyed) return;
  try {
    for (const [name, value] of Object.entries(result.headers)) response.setHeader(name, value);
    if (result.cookies.length > 0) response.setHeader('set-cookie', [...result.cookies]);
  } catch (error) {
    // A function can answer with headers that HTTP does not allow.
    console.error(`HTTP API: ${error instanceof Error ? error.message : error}`);
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    write(response, gatewayError(500, 'Internal Server Error'));
    return;
  }
  response.statusCode = result.statusCode;
  response.setHeader('apigw-requestid', randomUUID());
  // The answer to HEAD has no body, and its length would be that of GET's (RFC 9110 §8.6): it is left out.
  if (response.req.method !== 'HEAD') response.setHeader('content-length', result.body.length);
  response.end(result.body);
}
