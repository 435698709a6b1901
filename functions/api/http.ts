/** The parts of an API Gateway HTTP API event (payload format 2.0) that are read here. */
export interface HttpEvent {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
  readonly pathParameters?: Readonly<Record<string, string | undefined>>;
  readonly requestContext: {
    readonly requestId: string;
    readonly http: { readonly method: string; readonly path: string };
  };
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

/** What a Lambda function answers to an HTTP API. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a flow answers: `body` is sent as JSON, `page` as HTML. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly page?: string;
}

export function httpAnswer(requestId: string, { status, headers, body, page }: Answer): HttpAnswer {
  const common = { 'x-request-id': requestId, 'cache-control': 'no-store' };
  if (page !== undefined) {
    const contentType = { 'content-type': 'text/html; charset=utf-8' };
    return { statusCode: status, headers: { ...common, ...contentType, ...headers }, body: page };
  }
  if (body === undefined) return { statusCode: status, headers: { ...common, ...headers } };
  return {
    statusCode: status,
    headers: { ...common, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}
