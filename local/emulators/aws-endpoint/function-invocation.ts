import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import type { ServiceRequest } from '../iam/request.ts';
import { isJson } from '../is-json.ts';
import { accessKeyIdOf, answer, answerError, readBytes } from './http.ts';

/** A call of a function. */
export interface FunctionInvocation {
  readonly functionName: string;
  /** JSON text. */
  readonly payload: string;
  readonly invocationType: InvocationType;
}

export type InvocationType = 'RequestResponse' | 'Event' | 'DryRun';

/** What came of it; of an `Event`, whether it was taken on. */
export type InvocationResult =
  | { readonly kind: 'ok'; readonly payload: string }
  | { readonly kind: 'functionError'; readonly payload: string; readonly error: 'Handled' | 'Unhandled' }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'throttled' };

/** What the operation needs from outside. */
export interface FunctionInvocationParts {
  readonly region: string;
  readonly accountId: string;
  readonly invoke: (invocation: FunctionInvocation) => Promise<InvocationResult>;
  readonly refusalOf: (
    accessKeyId: string | undefined,
    request: ServiceRequest,
  ) => Promise<AwsError | undefined>;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxPayloadBytes = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const;
const pathPattern = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/;

/** The function that a request's path names, if it is the path of Invoke. */
export function invokedFunction(request: IncomingMessage): string | undefined {
  const [, name] = pathPattern.exec((request.url ?? '').split('?', 1)[0] ?? '') ?? [];
  return request.method === 'POST' && name !== undefined ? decodeURIComponent(name) : undefined;
}

/** Serves Lambda's Invoke: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export async function serveInvocation(
  parts: FunctionInvocationParts,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const invocationType = invocationTypeOf(request.headers['x-amz-invocation-type']);
  if (invocationType === undefined) {
    return answerError(
      response,
      lambdaError(400, 'InvalidParameterValueException', 'Unknown invocation type.'),
    );
  }
  // By name, by ARN, or by `<account>:function:<name>`; a version or alias may follow.
  const [, functionName = '', inName] = /^(?:.*:function:)?([\w-]+)(?::([\w$-]+))?$/.exec(name) ?? [];
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const qualifier = query.get('Qualifier') ?? inName;
  const bytes = await readBytes(request, maxPayloadBytes[invocationType]);
  if (bytes === undefined) {
    return answerError(
      response,
      lambdaError(
        413,
        'RequestTooLargeException',
        'Request must be smaller than the limit of the Invoke operation',
      ),
    );
  }
  const refusal = await parts.refusalOf(accessKeyIdOf(request), {
    service: 'lambda',
    operation: 'Invoke',
    input: { FunctionName: functionName, ...(qualifier === undefined ? {} : { Qualifier: qualifier }) },
  });
  if (refusal !== undefined) return answerError(response, refusal);
  const payload = bytes.length === 0 ? '{}' : bytes.toString('utf8');
  if (!isJson(payload)) {
    const message = 'Could not parse request body into json: the payload is not valid JSON.';
    return answerError(response, lambdaError(400, 'InvalidRequestContentException', message));
  }
  const result = await parts.invoke({ functionName, payload, invocationType });
  answerInvocation(response, result, invocationType, functionArn(parts, functionName, qualifier));
}

function answerInvocation(
  response: ServerResponse,
  result: InvocationResult,
  invocationType: InvocationType,
  arn: string,
): void {
  if (result.kind === 'notFound') {
    answerError(response, lambdaError(404, 'ResourceNotFoundException', `Function not found: ${arn}`));
  } else if (result.kind === 'throttled') {
    answerError(response, lambdaError(429, 'TooManyRequestsException', 'Rate Exceeded.'));
  } else if (result.kind === 'functionError') {
    const headers = { 'x-amz-executed-version': '$LATEST', 'x-amz-function-error': result.error };
    answer(response, 200, result.payload, headers);
  } else if (invocationType === 'DryRun') {
    response.writeHead(204).end();
  } else if (invocationType === 'Event') {
    answer(response, 202, '');
  } else {
    answer(response, 200, result.payload, { 'x-amz-executed-version': '$LATEST' });
  }
}

function invocationTypeOf(header: string | string[] | undefined): InvocationType | undefined {
  if (header === undefined) return 'RequestResponse';
  return header === 'RequestResponse' || header === 'Event' || header === 'DryRun' ? header : undefined;
}

function functionArn(
  { region, accountId }: FunctionInvocationParts,
  name: string,
  qualifier: string | undefined,
): string {
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}

function lambdaError(statusCode: number, code: string, message: string): AwsError {
  return new AwsError({ code, message, statusCode });
}
