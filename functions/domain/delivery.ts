export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'held';

/**
 * What went wrong with an HTTP call, if it was not the status alone. It may come with a status: for a redirect, or when
 * the body behind it broke off or did not end.
 */
export const attemptErrors = [
  'timeout',
  'dns',
  'connect',
  'tls',
  'reset',
  'address-blocked',
  'redirect',
  'too-large',
] as const;
export type AttemptError = (typeof attemptErrors)[number];

/** One HTTP call of a delivery. */
export interface Attempt {
  /** RFC 3339 time at which the call began, milliseconds. */
  readonly at: string;
  readonly durationMs: number;
  readonly status: number | null;
  readonly error: AttemptError | null;
  /** What `error` means here, in our own words with the error's code: printable ASCII, at most 200 characters. */
  readonly errorDetail: string | null;
  /** What the receiver said, cut at 4 KiB. `null` when it said nothing. */
  readonly responseBody: string | null;
  /**
   * The value of the answer's Retry-After header (RFC 9110 §10.2.3) as it came, if it is one and has at most 64 characters of
   * printable ASCII.
   */
  readonly retryAfter: string | null;
  /** RFC 3339: when the certificate of the called server expires. `null` for plain http and where no TLS connection was made. */
  readonly certificateExpiresAt: string | null;
}

/** An attempt as a delivery's record has it. */
export interface RecordedAttempt extends Attempt {
  /** In which of the delivery's runs it was made. */
  readonly run: number;
}

/**
 * Attempts that a record keeps, the newest: those of four runs. With 4 KiB of an answer each it stays far below DynamoDB's
 * 400 KB, and lists stay short.
 */
export const maxKeptAttempts = 20;

/** One event on its way to one webhook. */
export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly companyId: string;
  readonly projectId: string;
  readonly recordId?: string;
  readonly status: DeliveryStatus;
  /** RFC 3339: the event's `time`, which its producer may have set. */
  readonly createdAt: string;
  /** Oldest first; of more than `maxKeptAttempts` the newest. */
  readonly attempts: readonly RecordedAttempt[];
  /** 1 for the first run of up to five attempts; a resend is one more. */
  readonly run: number;
  /** Attempts made in this run: counted here, never by SQS's receive count. */
  readonly attemptsInRun: number;
  /** RFC 3339: when the next attempt is due; only while pending. */
  readonly nextAttemptAt?: string;
  /** Set on a pending delivery that waits in the table, not in the queue: the sweeper sends it when it is due. */
  readonly parked?: boolean;
  /**
   * How often it has begun to wait in the table without an attempt, held or parked: with run and attempts it tells one wait
   * from the next. Absent: never.
   */
  readonly waits?: number;
  /** The delivery whose event a person asked to be sent again under a new id: this one's. */
  readonly resendOf?: string;
  /** The resend of a window that began a run of it last: none begins two. */
  readonly resentBy?: string;
}

/** What lasts when a delivery changes its state: all but the marks of the state before. */
export function lasting(delivery: Delivery): Delivery {
  const { nextAttemptAt: _next, parked: _parked, ...rest } = delivery;
  return rest;
}

/** What lasts of a delivery that begins to wait in the table without an attempt. */
export function lastingInWait(delivery: Delivery): Delivery {
  return { ...lasting(delivery), waits: (delivery.waits ?? 0) + 1 };
}

/** Whether somebody has asked for a delivery again, and it was not attempted since. */
export function beginsResend(delivery: Delivery | undefined): boolean {
  if (delivery?.attemptsInRun !== 0) return false;
  return delivery.run > 1 || delivery.resendOf !== undefined;
}

/**
 * When a delivery that has failed in its run is attempted again, RFC 3339; `undefined` when it is not. A run that was asked for
 * and not attempted yet waits for nothing: its time is only when the sweeper finds what was left over.
 */
export function awaitedAttemptAt({ status, attemptsInRun, nextAttemptAt }: Delivery): string | undefined {
  return status === 'pending' && attemptsInRun > 0 ? nextAttemptAt : undefined;
}

/** Whether a delivery waits in the table and its time has come. @param now RFC 3339, UTC, milliseconds */
export function isParkedAndDue({ status, parked, nextAttemptAt = '' }: Delivery, now: string): boolean {
  return status === 'pending' && parked === true && nextAttemptAt <= now;
}

/** A delivery with the event's whole JSON text, as the queue carried it. */
export interface StoredDelivery {
  readonly delivery: Delivery;
  readonly eventText: string;
}

/** A delivery as it is read back with its event. */
export interface WaitingDelivery {
  readonly delivery: Delivery;
  /** `undefined` when it was not kept, or is lost: a delivery that waits can only end then. */
  readonly eventText: string | undefined;
}
