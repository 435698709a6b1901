import type { FaultCode } from './fault-codes.ts';

/** One thing that is wrong with a request. */
export interface FaultText {
  /** Stable, for programs. */
  readonly code: FaultCode;
  /** What was wrong and what to do, for people, in English. */
  readonly detail: string;
  /** The bound that was passed, where there is one. */
  readonly limit?: number;
}

/** The same, and where. */
export interface Fault extends FaultText {
  /** JSON pointer (RFC 6901) into the request's body, or `?name` for a query parameter. */
  readonly pointer: string;
}

/** Stable codes: the last part of a problem's `type` URI (RFC 9457). */
export type ProblemCode =
  | 'malformed-json'
  | 'invalid-request'
  | 'invalid-filter'
  | 'pattern-too-long'
  | 'url-not-allowed'
  | 'unauthenticated'
  | 'forbidden'
  | 'grant-missing'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'gone'
  | 'console-off'
  | 'not-resendable'
  | 'resend-running'
  | 'health-check-failed'
  | 'idempotency-key-in-use'
  | 'idempotency-key-reused'
  | 'precondition-failed'
  | 'temporarily-unavailable'
  | 'payload-too-large'
  | 'unsupported-media-type'
  | 'built-in-event-type'
  | 'mail-off'
  | 'mail-refused'
  | 'too-many-calls'
  | 'too-many-contacts'
  | 'too-many-event-types'
  | 'too-many-inboxes'
  | 'too-many-mails'
  | 'too-many-requests'
  | 'too-many-rules'
  | 'too-many-webhooks'
  | 'too-many-secrets';

/** An error that is the caller's to mend. Everything else is ours, and answers 500. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  /** Further members of the problem document, RFC 9457 §3.2. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    code: ProblemCode,
    message: string,
    faults: readonly Fault[] = [],
    extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'ProblemError';
    this.code = code;
    this.faults = faults;
    this.extensions = extensions;
  }
}

/** A queue message that no delivery can be made of: our own fault, so it goes the way of the dead-letter queue. */
export class UnreadableMessageError extends Error {
  override readonly name = 'UnreadableMessageError';
}

/**
 * A webhook's credentials are not what they should be: our own fault, or somebody altered what is stored. The message
 * tells nothing of them.
 */
export class CredentialsUnusableError extends Error {
  override readonly name = 'CredentialsUnusableError';

  constructor(webhookId: string, reason: string) {
    super(`the credentials of ${webhookId} cannot be used: ${reason}`);
  }
}

/** AWS refused or did not answer; `retryable` when the same call may go through later. */
export class AwsCallError extends Error {
  override readonly name = 'AwsCallError';
  /** AWS's own error name, such as `ConditionalCheckFailedException`. */
  readonly code: string;
  readonly retryable: boolean;

  constructor(code: string, message: string, retryable: boolean) {
    super(message);
    this.code = code;
    this.retryable = retryable;
  }
}
