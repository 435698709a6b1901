import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { AwsError } from './aws-error.ts';
import { NoAnswerError } from './no-answer-error.ts';

/** What comes with a request besides its input. */
export interface AwsRequestContext {
  /** Aborted when the client hangs up before it has its answer. */
  readonly signal: AbortSignal;
  /** Who signed the request, as the Authorization header says; signatures are not checked. */
  readonly accessKeyId: string | undefined;
}

/** A service that speaks AWS JSON. */
export interface AwsJsonService {
  readonly jsonVersion: '1.0' | '1.1';
  /** Stands before `#` in the `__type` of errors; without it the type is the bare code. */
  readonly errorNamespace?: string;
  handle(operation: string, input: unknown, context: AwsRequestContext): Promise<unknown>;
}

/** A request on its way to a service. */
export interface AwsRequest {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly accessKeyId: string | undefined;
}

/** What the server serves. */
export interface AwsJsonServerOptions {
  /** The services by the first part of `x-amz-target`, such as `AmazonSQS`. */
  readonly services: Readonly<Record<string, AwsJsonService>>;
  /** Serves every request that is for none of the services; its body is not read yet. */
  readonly otherwise?: (request: IncomingMessage, response: ServerResponse) => void;
  /** May throw an AwsError, which is then the answer; a NoAnswerError, as from a service, breaks the connection. */
  readonly authorize?: (request: AwsRequest) => void | Promise<void>;
  /** Learns about errors that are not AwsErrors, which clients see only as InternalFailure. */
  readonly onFault?: (error: unknown, requestId: string) => void;
}

const maxBodyBytes = 16 * 1024 * 1024;
// Longer than SDK clients keep an idle socket, so that no request meets a socket that is being closed.
const keepAliveMs = 75_000;

/** An HTTP server of AWS JSON services. The caller makes it listen, on the loopback address only. */
export function createAwsJsonServer(options: AwsJsonServerOptions): Server {
  return createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    const target = String(request.headers['x-amz-target'] ?? '');
    const dot = target.lastIndexOf('.');
    const name = target.slice(0, Math.max(dot, 0));
    const service = Object.hasOwn(options.services, name) ? options.services[name] : undefined;
    if (service !== undefined) {
      void serve(options, { name, service, operation: target.slice(dot + 1) }, request, response);
    } else if (options.otherwise !== undefined) {
      options.otherwise(request, response);
    } else {
      const answer = { service: undefined, requestId: randomUUID() };
      const message = `No service here answers to the target "${target}".`;
      sendError(
        response,
        answer,
        new AwsError({ code: 'UnknownOperationException', message, statusCode: 404 }),
      );
    }
  });
}

interface Addressed {
  readonly name: string;
  readonly service: AwsJsonService;
  readonly operation: string;
}

async function serve(
  options: AwsJsonServerOptions,
  { name, service, operation }: Addressed,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = { service, requestId: randomUUID() };
  const hangUp = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) hangUp.abort();
  });
  try {
    const input = parse(await readBody(request));
    const accessKeyId = accessKeyIdOf(request);
    await options.authorize?.({ service: name, operation, input, accessKeyId });
    const output = await service.handle(operation, input, { signal: hangUp.signal, accessKeyId });
    send(response, answer, 200, output ?? {});
  } catch (error) {
    if (hangUp.signal.aborted) return;
    if (error instanceof NoAnswerError) return void response.destroy();
    if (!(error instanceof AwsError)) (options.onFault ?? report)(error, answer.requestId);
    sendError(response, answer, error instanceof AwsError ? error : internalFailure());
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    // The rest of a body that is too long is read and dropped: clients read the answer only after their writing.
    if (size <= maxBodyBytes) chunks.push(bytes);
  }
  if (size > maxBodyBytes) {
    const message = `Request size exceeded the limit of ${maxBodyBytes} bytes.`;
    throw new AwsError({ code: 'RequestEntityTooLargeException', message, statusCode: 413 });
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(body: string): unknown {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new AwsError({ code: 'SerializationException', message: 'The request is not valid JSON.' });
  }
}

function accessKeyIdOf(request: IncomingMessage): string | undefined {
  return /\bCredential=([^/,\s]+)\//.exec(request.headers.authorization ?? '')?.[1];
}

interface Answer {
  readonly service: AwsJsonService | undefined;
  readonly requestId: string;
}

function send(response: ServerResponse, { service, requestId }: Answer, status: number, body: unknown): void {
  if (response.destroyed) return;
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': `application/x-amz-json-${service?.jsonVersion ?? '1.0'}`,
    'content-length': bytes.length,
    'x-amzn-requestid': requestId,
  });
  response.end(bytes);
}

function sendError(response: ServerResponse, answer: Answer, error: AwsError): void {
  const namespace = answer.service?.errorNamespace;
  if (error.queryErrorCode !== undefined) {
    response.setHeader('x-amzn-query-error', `${error.queryErrorCode};${error.type}`);
  }
  const type = namespace === undefined ? error.code : `${namespace}#${error.code}`;
  // Some errors have no message, such as KMS's InvalidCiphertextException.
  const message = error.message === '' ? {} : { message: error.message };
  send(response, answer, error.statusCode, { __type: type, ...message });
}

function internalFailure(): AwsError {
  const message = 'The request processing has failed because of an unknown error, exception or failure.';
  return new AwsError({ code: 'InternalFailure', message, statusCode: 500, type: 'Receiver' });
}

function report(error: unknown, requestId: string): void {
  console.error(`Request ${requestId} failed:`, error);
}
