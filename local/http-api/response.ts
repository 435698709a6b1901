import { isList, isRecord, type Json, JsonError, parseJson } from '../json.ts';

export interface GatewayResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

/** An answer that the gateway gives itself. */
export function gatewayError(statusCode: number, message: string): GatewayResponse {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    cookies: [],
    body: Buffer.from(JSON.stringify({ message })),
  };
}

/**
 * What the caller gets for a function's answer: with `statusCode` the answer says it all, without it the whole answer is a
 * JSON body. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
 * @param payload JSON text
 */
export function gatewayResponse(payload: string): GatewayResponse {
  let answer: Json;
  try {
    answer = parseJson(payload, 'the answer');
  } catch (error) {
    if (error instanceof JsonError) return gatewayError(500, 'Internal Server Error');
    throw error;
  }
  if (!isRecord(answer) || answer.statusCode === undefined) {
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/json' },
      cookies: [],
      body: Buffer.from(typeof answer === 'string' ? answer : payload),
    };
  }
  const statusCode = Number(answer.statusCode);
  const body = answer.body ?? '';
  if (!Number.isInteger(statusCode) || statusCode < 200 || statusCode > 599 || typeof body !== 'string') {
    return gatewayError(500, 'Internal Server Error');
  }
  const headers = textsOf(answer.headers);
  const cookies = isList(answer.cookies) ? answer.cookies.map(String) : [];
  return {
    statusCode,
    headers: {
      ...(body !== '' && { 'content-type': 'text/plain;charset=UTF-8' }),
      ...headers,
    },
    cookies,
    body: Buffer.from(body, answer.isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

function textsOf(headers: Json | undefined): Record<string, string> {
  if (!isRecord(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
