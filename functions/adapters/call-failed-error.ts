import type { AttemptError } from '../domain/delivery.ts';
import { errorDetail } from './error-detail.ts';

/** Why an HTTP call could not be made, in the words of an attempt. */
export class CallFailedError extends Error {
  override readonly name = 'CallFailedError';
  readonly reason: AttemptError;

  /** @param detail the attempt's `errorDetail`: our own words, without addresses */
  constructor(reason: AttemptError, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** A reused socket that the other side had closed: the request did not arrive, or nothing says so. */
export function isBrokenSocket(error: Error): boolean {
  const code = codeOf(error);
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}

/** What undici met after the connection stood, as a call that failed. */
export function callFailed(error: Error): CallFailedError {
  if (error instanceof CallFailedError) return error;
  const code = codeOf(error);
  const reason = code === 'UND_ERR_HEADERS_OVERFLOW' ? 'too-large' : 'reset';
  const isNotHttp = error.name === 'HTTPParserError';
  return new CallFailedError(
    reason,
    isNotHttp ? 'the answer is not HTTP/1.1' : errorDetail('exchange', code),
  );
}

export function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
