import * as z from 'zod/mini';
import type { ReceivedCalls } from '../domain/received-call.ts';

export interface ReceiverDeps {
  readonly calls: ReceivedCalls;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What a Lambda function answers to an HTTP API. */
export interface ReceiverAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Names are made up by the suite, long and random: who does not know one can read no calls. */
const nameSchema = z.string().check(z.regex(/^[a-z0-9-]{32,100}$/));

const eventSchema = z.object({
  rawPath: z.string(),
  headers: z.record(z.string(), z.string()),
  queryStringParameters: z._default(z.record(z.string(), z.string()), {}),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
  body: z._default(z.string(), ''),
  isBase64Encoded: z.boolean(),
});

/** An item of DynamoDB holds 400 KB, and the suite sends little. */
const mostCharacters = 100_000;

/**
 * Takes webhooks' calls at `/in/{name}`, answers them with the status that `?status=` asks for, and lists them at
 * `GET /received?name=…`: the same as the receiver of the local run.
 */
export async function receiveCall({ calls, now }: ReceiverDeps, event: unknown): Promise<ReceiverAnswer> {
  const { rawPath, headers, queryStringParameters: query, ...rest } = eventSchema.parse(event);
  const { method } = rest.requestContext.http;
  if (method === 'GET' && rawPath === '/received') {
    const name = nameSchema.safeParse(query.name);
    return name.success ? answer(200, await calls.list(name.data)) : answer(400, { message: 'no such name' });
  }
  const name = nameSchema.safeParse(/^\/in\/(.+)$/.exec(rawPath)?.[1]);
  if (!name.success) return answer(404, { message: 'there are: ANY /in/{name}, GET /received?name=…' });
  const body = rest.isBase64Encoded ? Buffer.from(rest.body, 'base64').toString('utf8') : rest.body;
  if (body.length > mostCharacters) return answer(413, { message: 'the body is too long' });
  await calls.add({ name: name.data, method, headers, body, at: new Date(now()).toISOString() });
  return answer(statusIn(query.status), {});
}

function statusIn(text = '200'): number {
  const status = Number(text);
  return Number.isInteger(status) && status >= 200 && status <= 599 ? status : 200;
}

function answer(statusCode: number, body: unknown): ReceiverAnswer {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
