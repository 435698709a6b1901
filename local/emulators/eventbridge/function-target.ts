import type { Scheduler } from '../sqs/scheduler.ts';
import type { DeliveryFailure } from './delivery.ts';
import type { Target } from './target.ts';

/** How an asynchronous invocation ended; a function's own error is not the caller's business. */
export type AsynchronousOutcome = 'accepted' | 'notFound' | 'throttled';

/** The functions that targets name. */
export interface FunctionTargets {
  invoke(functionName: string, payload: string): Promise<AsynchronousOutcome>;
  readonly scheduler: Scheduler;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
const defaultAttempts = 185;
const defaultAgeSeconds = 86_400;
const longestWaitMs = 60_000;

/** Invokes a function, again with growing waits while it is throttled. */
export async function invokeFunction(
  { invoke, scheduler }: FunctionTargets,
  target: Target,
  payload: string,
): Promise<DeliveryFailure | undefined> {
  const [, functionName = ''] = /:function:([^:]+)/.exec(target.Arn) ?? [];
  const attempts = target.RetryPolicy?.MaximumRetryAttempts ?? defaultAttempts;
  const maximumAgeMs = (target.RetryPolicy?.MaximumEventAgeInSeconds ?? defaultAgeSeconds) * 1000;
  let ageMs = 0;
  for (let retryAttempts = 0; ; retryAttempts++) {
    const outcome = await invoke(functionName, payload).catch(reasonOf);
    if (outcome === 'accepted') return undefined;
    if (outcome === 'notFound') {
      return { code: 'NO_RESOURCE', message: `The function ${functionName} does not exist.`, retryAttempts };
    }
    const waitMs = Math.min(1_000 * 2 ** retryAttempts, longestWaitMs);
    const isTooOld = ageMs + waitMs > maximumAgeMs;
    if (isTooOld || retryAttempts >= attempts) {
      const code = outcome === 'throttled' ? 'THROTTLING' : 'ERROR_FROM_TARGET';
      return {
        code,
        message: `The function ${functionName} was not invoked: ${outcome}.`,
        retryAttempts,
        exhausted: isTooOld ? 'MaximumEventAgeInSeconds' : 'MaximumRetryAttempts',
      };
    }
    ageMs += waitMs;
    await new Promise<void>(resolve => scheduler.after(waitMs, resolve));
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
