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

const brokenSocket: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** A reused socket that the other side had closed: the request did not arrive, or nothing says so. */
export function isBrokenSocket(error: Error): boolean {
  const code = codeOf(error);
  // Alerts of TLS among them: a server may end a session that it has forgotten in that way.
  return code !== undefined && (brokenSocket.has(code) || code.startsWith('ERR_SSL_'));
}

/** What undici met after the connection stood, as a call that failed. */
export function callFailed(error: Error): CallFailedError {
  if (error instanceof CallFailedError) return error;
  const code = codeOf(error);
  if (code?.startsWith('ERR_SSL_')) return new CallFailedError('tls', errorDetail('tls', code));
  // undici's parser gives no code, and asserts what it does not expect, such as statuses below 100; making the message of an
  // assertion, Node may fail over a bundle's source.
  const isNotHttp = code === undefined || code.startsWith('HPE_') || code === 'ERR_ASSERTION';
  return new CallFailedError(
    'reset',
    isNotHttp ? 'the answer is not HTTP/1.1' : errorDetail('exchange', code),
  );
}

export function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
