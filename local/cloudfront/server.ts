import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { S3Client } from '@aws-sdk/client-s3';
import { closeServer, listen } from '../loopback-server.ts';
import { passToApi } from './api-origin.ts';
import { type OriginAnswer, readObject } from './bucket-origin.ts';
import type { BehaviorDefinition, DistributionDefinition } from './distribution.ts';
import { matchesPathPattern } from './path-pattern.ts';

export interface DistributionServer {
  readonly url: string;
  /** Before this, every request is answered with 503. */
  serve(distribution: DistributionDefinition, origins: Origins): void;
  close(): Promise<void>;
}

export interface Origins {
  readonly apiUrl: string;
  readonly s3: S3Client;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Listens for the distribution of the template. Nothing is cached: what is put into the bucket shows at once.
 * @param port 0 for any free one
 */
export async function startDistributionServer(port: number): Promise<DistributionServer> {
  let answer: Answer = async (_, response) => write(response, error(503, 'Service Unavailable'));
  const server = createServer((request, response) => {
    // A viewer that hung up is no fault of ours.
    request.on('error', () => response.destroy());
    answer(request, response).catch(thrown => {
      if (response.destroyed) return;
      console.error(`CloudFront: ${thrown instanceof Error ? thrown.stack : thrown}`);
      if (response.headersSent) response.destroy();
      else write(response, error(502, 'Bad Gateway'));
    });
  });
  const { url } = await listen(server, port);
  return {
    url,
    serve(distribution, origins) {
      answer = (request, response) => answerBy(distribution, origins, request, response);
    },
    close: () => closeServer(server),
  };
}

async function answerBy(
  { behaviors }: DistributionDefinition,
  { apiUrl, s3 }: Origins,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? 'GET';
  const [path = '/'] = (request.url ?? '/').split('?');
  const behavior = behaviors.find(({ pathPattern }) => matchesPathPattern(pathPattern, path));
  if (behavior === undefined || !behavior.allowedMethods.includes(method)) {
    write(response, error(403, 'This distribution is not configured to allow the HTTP request method.'));
    return;
  }
  const { origin, headers } = behavior;
  if (origin.kind === 'api') {
    await passToApi(apiUrl, request, response);
    return;
  }
  const uri = await uriAfterFunction(behavior, method, path, request.socket.remoteAddress ?? '127.0.0.1');
  const { bucketName } = origin;
  const ifNoneMatch = request.headers['if-none-match'];
  const answer = await readObject(s3, { bucketName, uri, ifNoneMatch });
  write(response, { ...answer, headers: { ...answer.headers, ...Object.fromEntries(headers) } });
}

async function uriAfterFunction(
  { viewerRequest }: BehaviorDefinition,
  method: string,
  uri: string,
  viewerIp: string,
): Promise<string> {
  return viewerRequest === undefined ? uri : viewerRequest({ method, uri, viewerIp });
}

function error(statusCode: number, text: string): OriginAnswer {
  return { statusCode, headers: { 'content-type': 'text/plain' }, body: Buffer.from(text) };
}

function write(response: ServerResponse, { statusCode, headers, body }: OriginAnswer): void {
  if (response.destroyed) return;
  const length = statusCode === 304 ? {} : { 'content-length': body.length };
  response.writeHead(statusCode, { ...headers, ...length });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
