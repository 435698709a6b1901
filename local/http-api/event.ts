import type { RouteMatch } from './routes.ts';

/** A request as it came over the wire. */
export interface GatewayRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly protocol: string;
  /** Names and values in turn, as sent. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
}

export interface GatewayContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly stage: string;
  readonly requestId: string;
  readonly nowMs: number;
}

/** Headers that are between two hops only, which a function never sees. */
const hopHeaders = new Set(['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

/** Bodies of any other type reach the function in base64, a missing type included; so it was measured on AWS. */
const textTypes = /^(text\/.*|application\/(json|xml|javascript))$/;

/**
 * The event of payload format 2.0: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * HTTP APIs give the path decoded and the query string as it was sent.
 */
export function gatewayEvent(request: GatewayRequest, match: RouteMatch, context: GatewayContext) {
  const [encodedPath, rawQueryString] = splitTarget(request.target);
  const rawPath = decoded(encodedPath);
  const { headers, cookies } = readHeaders(request.rawHeaders);
  const host = headers.host ?? 'localhost';
  const isText = textTypes.test((headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '');
  const hasBody = request.body.length > 0;
  const queryStringParameters = readQuery(rawQueryString);
  return {
    version: '2.0',
    routeKey: match.route.routeKey,
    rawPath,
    rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers: {
      ...headers,
      'content-length': String(request.body.length),
      'x-forwarded-for': [headers['x-forwarded-for'], request.sourceIp].filter(Boolean).join(', '),
      'x-forwarded-port': host.split(':')[1] ?? '80',
      'x-forwarded-proto': 'http',
    },
    ...(queryStringParameters !== undefined && { queryStringParameters }),
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: match.pathParameters }),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      domainName: host.split(':')[0] ?? host,
      domainPrefix: host.split(/[.:]/)[0] ?? host,
      http: {
        method: request.method,
        path: rawPath,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: context.requestId,
      routeKey: match.route.routeKey,
      stage: context.stage,
      time: logTime(context.nowMs),
      timeEpoch: context.nowMs,
    },
    ...(hasBody && { body: request.body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: hasBody && !isText,
  };
}

/** Path and query of a request target. */
export function splitTarget(target: string): [path: string, query: string] {
  const question = target.indexOf('?');
  return question < 0 ? [target, ''] : [target.slice(0, question), target.slice(question + 1)];
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    // A stray `%` stays as it is.
    if (error instanceof URIError) return path;
    throw error;
  }
}

function readHeaders(raw: readonly string[]): { headers: Record<string, string>; cookies: string[] } {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = raw[index + 1] ?? '';
    if (hopHeaders.has(name)) continue;
    if (name === 'cookie') cookies.push(...value.split(/;\s*/));
    else headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  return { headers, cookies };
}

function readQuery(query: string): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    values[name] = values[name] === undefined ? value : `${values[name]},${value}`;
  }
  return Object.keys(values).length > 0 ? values : undefined;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000` */
function logTime(nowMs: number): string {
  const now = new Date(nowMs);
  const day = String(now.getUTCDate()).padStart(2, '0');
  const time = now.toISOString().slice(11, 19);
  return `${day}/${months[now.getUTCMonth()]}/${now.getUTCFullYear()}:${time} +0000`;
}
