import { AwsCallError } from '../domain/errors.ts';

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html: what AWS's SDKs take for throttling. */
const throttlingCodes: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

const passingCodes: ReadonlySet<string> = new Set([
  'ConcurrentModificationException',
  'InternalFailure',
  'InternalServerError',
  'KmsThrottled',
  'RequestTimeout',
  'RequestTimeoutException',
  'ReplicatedWriteConflictException',
  'ServiceUnavailable',
  'TransactionConflictException',
]);

/** An answer without usable error name. */
export const unknownAwsCode = 'UnknownAwsError';
/** No answer at all: the connection failed or was too slow. */
export const noAnswerCode = 'NoAnswer';

/** @param status HTTP status of the answer */
export function isRetryable(code: string, status: number): boolean {
  return status >= 500 || status === 429 || throttlingCodes.has(code) || passingCodes.has(code);
}

/** `com.amazonaws.dynamodb.v20120810#Name:http://…` and the like say `Name`. */
export function shortErrorName(type: string): string {
  const [withoutUrl = ''] = type.split(':', 1);
  return withoutUrl.slice(withoutUrl.lastIndexOf('#') + 1);
}

/** An error that an SDK client threw, as a domain error; what is no error of a call stays as it is. */
export function translateSdkError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AwsCallError) return error;
  const status = httpStatusOf(error);
  if (status !== undefined) {
    const code = error.name === 'Error' ? unknownAwsCode : error.name;
    return withCause(new AwsCallError(code, error.message, isRetryable(code, status)), error);
  }
  const isConnectionError = 'code' in error || error.name === 'TimeoutError';
  return isConnectionError ? withCause(new AwsCallError(noAnswerCode, error.message, true), error) : error;
}

function httpStatusOf(error: Error): number | undefined {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null)
    return undefined;
  if (!('httpStatusCode' in error.$metadata)) return undefined;
  const { httpStatusCode } = error.$metadata;
  return typeof httpStatusCode === 'number' ? httpStatusCode : undefined;
}

function withCause<Failure extends Error>(failure: Failure, cause: Error): Failure {
  failure.cause = cause;
  return failure;
}

/** Runs a call of an SDK client; its errors come out as domain errors. */
export async function translated<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    throw translateSdkError(error);
  }
}
