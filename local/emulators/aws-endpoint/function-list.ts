import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { accessKeyIdOf, answer, answerError } from './http.ts';

/** What the operation needs from outside. */
export interface FunctionListParts {
  readonly region: string;
  readonly accountId: string;
  readonly functionNames: () => readonly string[];
  /** Whether a key is held to a role; no role of ours may list functions. */
  readonly isHeld: (accessKeyId: string | undefined) => boolean;
}

/** Whether a request's path is that of ListFunctions. */
export function listsFunctions(request: IncomingMessage): boolean {
  return request.method === 'GET' && /^\/2015-03-31\/functions\/?(\?|$)/.test(request.url ?? '');
}

/** Serves Lambda's ListFunctions, in one page: https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export function serveFunctionList(
  { region, accountId, functionNames, isHeld }: FunctionListParts,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  request.resume();
  if (isHeld(accessKeyIdOf(request))) {
    const message = 'User is not authorized to perform: lambda:ListFunctions on resource: *';
    answerError(response, new AwsError({ code: 'AccessDeniedException', message, statusCode: 403 }));
    return;
  }
  const functions = functionNames().map(name => ({
    FunctionName: name,
    FunctionArn: `arn:aws:lambda:${region}:${accountId}:function:${name}`,
  }));
  answer(response, 200, JSON.stringify({ Functions: functions, NextMarker: null }));
}
