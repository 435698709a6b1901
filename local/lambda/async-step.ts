import type { AsyncSettings } from '../cloudformation/run-plan.ts';
import type { InvocationOutcome } from './outcome.ts';

/** An invocation that nobody waits for, as it is kept until it is over. */
export interface AsyncInvocation {
  /** The id of the request, the same at every attempt. */
  readonly id: string;
  readonly functionName: string;
  /** JSON text. */
  readonly payload: string;
  /** Milliseconds since 1970. */
  readonly acceptedAtMs: number;
  /** Not to be tried before; milliseconds since 1970. */
  readonly dueAtMs: number;
  /** How often the function has failed of it. */
  readonly errors: number;
  /** How often there was no instance for it. */
  readonly throttles: number;
}

/** Why an invocation is given up, in Lambda's words. */
export type GivenUp = 'RetriesExhausted' | 'EventAgeExceeded';

export type AsyncStep =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly invocation: AsyncInvocation }
  | { readonly kind: 'giveUp'; readonly condition: GivenUp };

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const retryDelaysMs = [60_000, 120_000];
const firstThrottledDelayMs = 1_000;
const longestThrottledDelayMs = 300_000;
const defaultMaximumAgeMs = 6 * 3_600_000;

/** What comes after an attempt. */
export function asyncStep(
  invocation: AsyncInvocation,
  outcome: InvocationOutcome,
  { retries = retryDelaysMs.length }: AsyncSettings,
  nowMs: number,
): AsyncStep {
  const { errors, throttles } = invocation;
  switch (outcome.kind) {
    case 'ok':
      return { kind: 'done' };
    case 'throttled': {
      const delayMs = Math.min(firstThrottledDelayMs * 2 ** throttles, longestThrottledDelayMs);
      const dueAtMs = nowMs + delayMs;
      return { kind: 'retry', invocation: { ...invocation, throttles: throttles + 1, dueAtMs } };
    }
    case 'functionError': {
      const delayMs = errors < retries ? retryDelaysMs[errors] : undefined;
      if (delayMs === undefined) return { kind: 'giveUp', condition: 'RetriesExhausted' };
      const dueAtMs = nowMs + delayMs;
      return { kind: 'retry', invocation: { ...invocation, errors: errors + 1, dueAtMs } };
    }
  }
}

/** Whether an invocation has waited too long to be tried. */
export function isTooOld(
  { acceptedAtMs }: AsyncInvocation,
  { maximumAgeMs = defaultMaximumAgeMs }: AsyncSettings,
  nowMs: number,
): boolean {
  return nowMs - acceptedAtMs > maximumAgeMs;
}

/** What an on-failure destination gets: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export function asyncFailureRecord(
  { id, payload, errors }: AsyncInvocation,
  condition: GivenUp,
  outcome: InvocationOutcome | undefined,
  functionArn: string,
  now: Date,
): string {
  const failed = outcome?.kind === 'functionError' ? outcome : undefined;
  const requestPayload: unknown = JSON.parse(payload);
  const responsePayload: unknown = failed === undefined ? undefined : JSON.parse(failed.payload);
  return JSON.stringify({
    version: '1.0',
    timestamp: now.toISOString(),
    requestContext: {
      requestId: id,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: condition === 'RetriesExhausted' ? errors + 1 : errors,
    },
    requestPayload,
    ...(failed !== undefined && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: failed.error },
      responsePayload,
    }),
  });
}
