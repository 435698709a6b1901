/** What came of one invocation; `payload` is JSON text. */
export type InvocationOutcome =
  | { readonly kind: 'ok'; readonly payload: string }
  | { readonly kind: 'functionError'; readonly payload: string; readonly error: 'Unhandled' }
  | { readonly kind: 'throttled' };

/** A function error as Lambda writes it: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export function functionError(errorType: string, errorMessage: string): InvocationOutcome {
  return {
    kind: 'functionError',
    payload: JSON.stringify({ errorType, errorMessage }),
    error: 'Unhandled',
  };
}

export function timedOut(requestId: string, timeoutMs: number): InvocationOutcome {
  const seconds = (timeoutMs / 1000).toFixed(2);
  return functionError(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
  );
}

export function exited(requestId: string, code: number | null, signal: string | null): InvocationOutcome {
  const how = signal === null ? `exit status ${code}` : `signal: ${signal}`;
  return functionError(
    'Runtime.ExitError',
    `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
  );
}
