import type { WebhookOptions } from './webhook.ts';

/** When a webhook changes its state, and how often its receiver is checked meanwhile. */
export interface HealthPolicy {
  /** Counted failures without a success between that make an active webhook `failing`. @default 3 */
  readonly failingAfter: number;
  /** Failures closer together than this count as one: many deliveries meet the same outage. @default 30 s */
  readonly failureSpacingMs: number;
  /** The wait before each of the first three health checks; then it doubles with each failed one. @default 25 s */
  readonly firstCheckMs: number;
  /** The longest wait between two health checks of a failing webhook. @default 14 min */
  readonly longestCheckMs: number;
  /** The wait between two health checks of a disabled webhook. @default 14 min */
  readonly disabledCheckMs: number;
  /** How long a disabled webhook's events are held and its receiver is checked. @default 3 days */
  readonly holdPeriodMs: number;
  /** Whether a disabled webhook whose receiver passes a check is enabled again by itself. @default true */
  readonly autoRecover: boolean;
  /** A webhook that is failing for so long is told of, at the next health check that fails. @default 15 min */
  readonly failingLongMs: number;
}

const hourMs = 3_600_000;

/** The construct's policy, with what the webhook's owner has set instead. */
export function policyOf(defaults: HealthPolicy, options: WebhookOptions): HealthPolicy {
  const { failingAfter, holdPeriodHours, autoRecover } = options;
  return {
    ...defaults,
    ...(failingAfter === undefined ? {} : { failingAfter }),
    ...(holdPeriodHours === undefined ? {} : { holdPeriodMs: holdPeriodHours * hourMs }),
    ...(autoRecover === undefined ? {} : { autoRecover }),
  };
}

/** The waits before the first checks are all the same, so that an outage of a minute is over at most half a minute too late. */
const evenChecks = 3;

/** The wait before the next health check of a failing webhook, after so many that failed: never longer than it has been failing. */
export function checkDelayMs({ firstCheckMs, longestCheckMs }: HealthPolicy, checksFailed: number): number {
  return Math.min(longestCheckMs, firstCheckMs * 2 ** Math.max(0, checksFailed - (evenChecks - 1)));
}
