import type { AttemptError } from '../domain/delivery.ts';

/** Why an HTTP call could not be made, in the words of an attempt. */
export class CallFailedError extends Error {
  override readonly name = 'CallFailedError';
  readonly reason: AttemptError;

  constructor(reason: AttemptError, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A reused socket that the other side had closed: the request did not arrive, or nothing says so. */
export function isBrokenSocket(error: Error): boolean {
  const code = codeOf(error);
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}

/** What undici met after the connection stood. */
export function reasonOf(error: Error): AttemptError {
  if (error instanceof CallFailedError) return error.reason;
  return codeOf(error) === 'UND_ERR_HEADERS_OVERFLOW' ? 'too-large' : 'reset';
}

export function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
