import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Outbox } from '../emulators/ses/outbox.ts';
import { isRecord, type Json, JsonError, parseJson } from '../json.ts';
import { closeServer, listen } from '../loopback-server.ts';
import { readBody } from '../request-body.ts';
import { page } from './page.ts';
import { createReceivedCalls, type ReceivedCalls } from './received-calls.ts';
import { isSignedWith, webhookIdOf } from './verify.ts';

const capacity = 1_000;
const bodyBytes = 2 * 1024 * 1024;
const unreadBytes = 8 * 1024 * 1024;
const longestDelayMs = 120_000;

export interface Receiver {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A server for trying webhooks: takes calls at `/in/{name}`, shows them at `/`, lists them at `/received`, and the mails of
 * the outbox at `/outbox`.
 * @param port 0 for any free one
 * @param outbox `undefined`: mails do not come here
 */
export async function startReceiver(port: number, outbox: Outbox | undefined): Promise<Receiver> {
  const calls = createReceivedCalls(capacity);
  const secrets = new Map<string, string>();
  const server = createServer((request, response) => {
    response.on('error', () => response.destroy());
    handle(request, response, { calls, secrets, outbox }).catch(error => {
      // A caller that hung up half-way; everything else has been answered.
      if (!response.headersSent) sendJson(response, 400, { message: String(error) });
      else response.destroy();
    });
  });
  const listening = await listen(server, port);
  return { ...listening, close: () => closeServer(server) };
}

interface Kept {
  readonly calls: ReceivedCalls;
  readonly secrets: Map<string, string>;
  readonly outbox: Outbox | undefined;
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { calls, secrets, outbox }: Kept,
): Promise<void> {
  const target = parseTarget(request.url ?? '/');
  if (target === undefined) return sendJson(response, 400, { message: 'the path cannot be read' });
  const { path, query } = target;
  const method = request.method ?? 'GET';
  if (path.startsWith('/in/')) return take(request, response, { path, query, calls, secrets });
  if (method === 'GET' && path === '/') return sendPage(response);
  if (method === 'GET' && path === '/events') return stream(request, response, calls, outbox);
  if (method === 'GET' && path === '/received') {
    return sendJson(response, 200, calls.list(query.get('name') ?? undefined, limitIn(query)));
  }
  if (method === 'DELETE' && path === '/received') {
    calls.clear();
    return sendJson(response, 200, {});
  }
  if (method === 'PUT' && path.startsWith('/secrets/')) {
    const secret = secretIn(await readBody(request, bodyBytes));
    if (secret === undefined)
      return sendJson(response, 400, { message: 'the body must be {"secret":"whsec_…"}' });
    secrets.set(path.slice('/secrets/'.length), secret);
    return sendJson(response, 200, {});
  }
  if (outbox !== undefined && path === '/outbox' && (method === 'GET' || method === 'DELETE')) {
    return serveOutbox(response, method, query, outbox);
  }
  request.resume();
  sendJson(response, 404, {
    message:
      'there are: ANY /in/{name}, PUT /secrets/{webhookId}, GET and DELETE /received and /outbox, GET /',
  });
}

function limitIn(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? capacity);
  return Number.isNaN(limit) ? 0 : limit;
}

function serveOutbox(
  response: ServerResponse,
  method: 'GET' | 'DELETE',
  query: URLSearchParams,
  outbox: Outbox,
): void {
  if (method === 'DELETE') outbox.clear();
  const mails = method === 'GET' ? outbox.list(limitIn(query), query.get('to') ?? undefined) : {};
  sendJson(response, 200, mails);
}

function parseTarget(target: string): { path: string; query: URLSearchParams } | undefined {
  const question = target.indexOf('?');
  const path = question < 0 ? target : target.slice(0, question);
  try {
    return {
      path: decodeURIComponent(path),
      query: new URLSearchParams(question < 0 ? '' : target.slice(question)),
    };
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  {
    path,
    query,
    calls,
    secrets,
  }: {
    readonly path: string;
    readonly query: URLSearchParams;
    readonly calls: ReceivedCalls;
    readonly secrets: ReadonlyMap<string, string>;
  },
): Promise<void> {
  const body = await readBody(request, bodyBytes);
  if (body === undefined) return sendJson(response, 413, { message: 'the body is over 2 MB' });
  const now = new Date();
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
  const secret = secrets.get(webhookIdOf(headers) ?? '');
  calls.add({
    name: path.slice('/in/'.length),
    method: request.method ?? '',
    headers,
    body: body.toString('utf8'),
    verified: secret === undefined ? null : isSignedWith(secret, headers, body, now.getTime()),
    at: now.toISOString(),
  });
  if (query.get('hang') === '1') return;

  const status = Number(query.get('status') ?? 200);
  const answer = () => {
    response.statusCode = Number.isInteger(status) && status >= 200 && status <= 599 ? status : 200;
    response.setHeader('content-type', 'application/json');
    // These have no body: https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1
    if (response.statusCode === 204 || response.statusCode === 304) response.end();
    else response.end(query.get('body') ?? '{}');
  };
  const delayMs = Math.min(Number(query.get('delayMs') ?? 0) || 0, longestDelayMs);
  if (delayMs <= 0) return answer();
  const timer = setTimeout(answer, delayMs);
  response.on('close', () => clearTimeout(timer));
}

function stream(
  request: IncomingMessage,
  response: ServerResponse,
  calls: ReceivedCalls,
  outbox: Outbox | undefined,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  const write = (event: string, data: object) => {
    // A page that does not read must not make this process keep all it would have seen.
    if (response.writableLength > unreadBytes) response.destroy();
    else response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  for (const call of calls.list(undefined, 100)) write('call', call);
  const unsubscribe = calls.subscribe(call =>
    call === 'cleared' ? write('cleared', {}) : write('call', call),
  );
  for (const mail of outbox?.list(100) ?? []) write('mail', mail);
  const unsubscribeMails = outbox?.subscribe(mail =>
    mail === 'cleared' ? write('mails-cleared', {}) : write('mail', mail),
  );
  request.on('close', () => {
    unsubscribe();
    unsubscribeMails?.();
  });
}

function secretIn(body: Buffer | undefined): string | undefined {
  if (body === undefined) return undefined;
  let value: Json;
  try {
    value = parseJson(body.toString('utf8'), 'the body');
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
  const secret = isRecord(value) ? value.secret : undefined;
  return typeof secret === 'string' && secret !== '' ? secret : undefined;
}

function sendJson(response: ServerResponse, statusCode: number, value: object): void {
  const text = `${JSON.stringify(value)}\n`;
  response.writeHead(statusCode, { 'content-type': 'application/json' });
  response.end(text);
}

function sendPage(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'",
  });
  response.end(page);
}
