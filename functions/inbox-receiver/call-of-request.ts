import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { newId } from '../domain/identifiers.ts';
import type { InboxCall } from '../domain/inbox-call.ts';
import { platformId } from '../domain/wire/text-schemas.ts';

/** What of an HTTP API's event (payload format 2.0) a call is made of. */
export type CallRequest = Pick<APIGatewayProxyEventV2, 'headers' | 'cookies' | 'body' | 'isBase64Encoded'> & {
  readonly requestContext: { readonly http: { readonly method: string } };
};

/** An item of DynamoDB holds 400 KB, and each KB of it costs a write unit. */
const maxBodyBytes = 64 * 1024;

/** By these, whoever reads them could log in at the caller's or elsewhere. */
const masked = ['authorization', 'proxy-authorization', 'cookie'];
const mask = '…';

/** The format `standard`, as functions/domain/payload-formats makes it. */
const standardSchema = z.object({ type: platformId, timestamp: z.string() });

/** @param randomBytes at least 16 random bytes */
export function callOfRequest(request: CallRequest, nowMs: number, randomBytes: Uint8Array): InboxCall {
  const body = bodyOf(request);
  const bytes = Buffer.from(body, 'utf8');
  const isBodyWhole = bytes.length <= maxBodyBytes;
  return {
    id: newId('ibc', nowMs, randomBytes),
    at: new Date(nowMs).toISOString(),
    method: request.requestContext.http.method,
    headers: headersOf(request),
    body: isBodyWhole ? body : beginningOf(bytes),
    isBodyWhole,
    eventType: eventTypeIn(body),
  };
}

/** Text of some content types comes as it is, all else in base64. */
function bodyOf({ body = '', isBase64Encoded }: CallRequest): string {
  return isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
}

/** The gateway gives cookies apart from the other headers. */
function headersOf({ headers, cookies = [] }: CallRequest): Record<string, string> {
  const all = { ...headers, ...(cookies.length === 0 ? {} : { cookie: mask }) };
  return Object.fromEntries(
    Object.entries(all).map(([name, value = '']) => [name, masked.includes(name) ? mask : value]),
  );
}

/** Without the character through which the cut goes: a stream's decoder waits for the rest of it. */
function beginningOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, maxBodyBytes), {
    stream: true,
  });
}

function eventTypeIn(body: string): string | null {
  const parsed = standardSchema.safeParse(jsonOf(body));
  return parsed.success ? parsed.data.type : null;
}

/** @returns `undefined` for a text that is no JSON */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
