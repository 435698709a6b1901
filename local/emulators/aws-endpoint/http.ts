import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AwsError } from '../aws-error.ts';

/** The whole body; undefined when it is longer than allowed, after having read and dropped the rest. */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= maxBytes) chunks.push(bytes);
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined;
}

/** Who signed a request, as the Authorization header says. */
export function accessKeyIdOf(request: IncomingMessage): string | undefined {
  return /\bCredential=([^/,\s]+)\//.exec(request.headers.authorization ?? '')?.[1];
}

/** Answers with an error of an AWS JSON or REST service; both kinds of clients find its name. */
export function answerError(response: ServerResponse, error: AwsError, jsonVersion = '1.0'): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const type = error.type === 'Sender' ? 'User' : 'Service';
  answer(
    response,
    error.statusCode,
    JSON.stringify({ __type: error.code, message: error.message, Message: error.message, Type: type }),
    { 'content-type': `application/x-amz-json-${jsonVersion}`, 'x-amzn-errortype': error.code },
  );
}

/** Answers with a text. */
export function answer(
  response: ServerResponse,
  statusCode: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(statusCode, {
    'content-type': 'application/json',
    ...headers,
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(body);
}
