import type { Actor } from './caller.ts';
import { releasePerSecond } from './release-pace.ts';
import type { WebhookState } from './webhook.ts';

/** `running` until every delivery of the window was looked at; `failed`: its webhook was deleted. */
export const resendStatuses = ['running', 'completed', 'cancelled', 'failed'] as const;
export type ResendStatus = (typeof resendStatuses)[number];

/** Deliveries that a window can be asked for. */
export const resendableStatuses = ['failed', 'held'] as const;
export type ResendableStatus = (typeof resendableStatuses)[number];

export interface ResendKey {
  readonly webhookId: string;
  /** `rsd_` and a ULID in lower case, so that ids sort by creation. */
  readonly id: string;
}

/** Which deliveries are meant. */
export interface ResendWindow {
  /** Sorted, each once. */
  readonly statuses: readonly ResendableStatus[];
  /** Deliveries created from then on … */
  readonly from: string;
  /** … and before then. */
  readonly to: string;
}

/**
 * The deliveries of a window of time are sent again, a page at a time, oldest first. The ids of a page are written down before
 * it is begun, so that after a crash the same page is gone through again, no other one. All times are RFC 3339, UTC, milliseconds.
 */
export interface ResendJob extends ResendKey, ResendWindow {
  readonly status: ResendStatus;
  readonly createdAt: string;
  readonly createdBy: Actor;
  readonly updatedAt: string;
  readonly finishedAt?: string;
  /** How many deliveries there were when it began; absent until they are counted, and when they are more than anybody counts. */
  readonly total?: number;
  /** Deliveries whose next run was begun. */
  readonly sent: number;
  /** Deliveries that could not be sent again: they had gone on, or their event was not kept, or the filter names them no more. */
  readonly skipped: number;
  /** Since when nothing is sent because the webhook is not called; absent while it is. */
  readonly waitingSince?: string;
  /** Since when it goes on without a rest; absent before and while it waits. */
  readonly pacedSince?: string;
  /** Ids that are being gone through. */
  readonly page: readonly string[];
  /** The last id of the newest page: what sorts behind it is still to come. */
  readonly after?: string;
  /** Each write raises it by one. */
  readonly revision: number;
}

export type NewResend = ResendKey & ResendWindow & Pick<ResendJob, 'createdBy'>;

export function newResend({ statuses, ...given }: NewResend, now: string): ResendJob {
  return {
    ...given,
    status: 'running',
    statuses: resendableStatuses.filter(status => statuses.includes(status)),
    createdAt: now,
    updatedAt: now,
    sent: 0,
    skipped: 0,
    page: [],
    revision: 1,
  };
}

/** What is to be done about a job next. */
export type ResendStep =
  /** Nothing is left of it. */
  | { readonly kind: 'over' }
  /** It was cancelled within a page: what was begun of that is still to be counted. */
  | { readonly kind: 'settle' }
  /** Its webhook was deleted. */
  | { readonly kind: 'fail' }
  /** The webhook is not called now. */
  | { readonly kind: 'wait' }
  /** Deliveries are sent again, as this says of their webhook. */
  | { readonly kind: 'go-on'; readonly state: WebhookState };

/** Held deliveries that a release sends by itself are left to it; only then the leftovers are known. */
function isCalled({ health }: WebhookState, statuses: readonly ResendableStatus[]): boolean {
  if (health.status !== 'active') return false;
  return health.releasingSince === undefined || !statuses.includes('held');
}

/** @param state `undefined`: the webhook is gone */
export function nextStep(job: ResendJob, state: WebhookState | undefined): ResendStep {
  if (job.status !== 'running') return { kind: job.page.length > 0 ? 'settle' : 'over' };
  if (state === undefined || state.webhook.deletedAt !== undefined) return { kind: 'fail' };
  return isCalled(state, job.statuses) ? { kind: 'go-on', state } : { kind: 'wait' };
}

/** A page's deliveries as they came out. */
export interface PageCounts {
  readonly sent: number;
  readonly skipped: number;
}

function next(job: ResendJob, now: string, members: Partial<ResendJob>): ResendJob {
  return { ...job, revision: job.revision + 1, updatedAt: now, ...members };
}

/** The page is done with. */
function counted(job: ResendJob, { sent, skipped }: PageCounts): Partial<ResendJob> {
  return { sent: job.sent + sent, skipped: job.skipped + skipped, page: [] };
}

/** Since when it goes on without a rest, now that it does. */
export function pacedSince(job: ResendJob, now: string): string {
  return job.pacedSince ?? now;
}

/** The page is done with, and the next one is written down; without one, nothing is left. */
export function turnPage(
  job: ResendJob,
  counts: PageCounts,
  { page, total }: { readonly page: readonly string[]; readonly total: number | undefined },
  now: string,
): ResendJob {
  const { waitingSince: _, ...going } = job;
  const after = page.at(-1) ?? job.after;
  return next(going, now, {
    ...counted(job, counts),
    ...(total === undefined ? {} : { total }),
    pacedSince: pacedSince(job, now),
    page,
    ...(after === undefined ? {} : { after }),
    ...(page.length === 0 ? { status: 'completed', finishedAt: now } : {}),
  });
}

export function wait(job: ResendJob, now: string): ResendJob {
  const { pacedSince: _, ...resting } = job;
  return next(resting, now, { waitingSince: now });
}

/** A person cancels it: what is under way of the page is still counted. */
export function cancel(job: ResendJob, now: string): ResendJob {
  const { waitingSince: _, ...rest } = job;
  return next(rest, now, { status: 'cancelled', finishedAt: now });
}

/** Its webhook was deleted. */
export function fail(job: ResendJob, counts: PageCounts, now: string): ResendJob {
  const { waitingSince: _, ...rest } = job;
  return next(rest, now, { ...counted(job, counts), status: 'failed', finishedAt: now });
}

/** It had ended within the page, of which this much was begun. */
export function settle(job: ResendJob, counts: PageCounts, now: string): ResendJob {
  return next(job, now, counted(job, counts));
}

/** Beside it go the webhook's usual calls. */
const mostPerSecond = 100;

/** How many deliveries may be sent again within this second: one, then twice as many each second. */
export function resendPerSecond(since: string, nowMs: number): number {
  return Math.min(mostPerSecond, releasePerSecond(since, nowMs));
}
