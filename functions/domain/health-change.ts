import { isActor } from './caller.ts';
import type { OperationalEvent } from './operational-event.ts';
import type { ChangedBy, Health, StatusReason, WebhookStatus } from './webhook.ts';

/** What has happened to a webhook, in one word: the last part of its operational event's type. */
export const changeKinds = [
  'created',
  'failing',
  'failing-long',
  'recovered',
  'enabled',
  'disabled',
  'hold-period-over',
  'paused',
  'deleted',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One transition, as it is kept and shown. */
export interface HistoryEntry {
  /** Of the webhook's health: the number of the transition. */
  readonly version: number;
  /** RFC 3339. */
  readonly at: string;
  readonly change: ChangeKind;
  /** `null` for a creation. */
  readonly from: WebhookStatus | null;
  readonly to: WebhookStatus;
  /** Why it is disabled. */
  readonly reason: StatusReason;
  readonly by: ChangedBy;
  /** Disabled: RFC 3339, until when events are held. */
  readonly holdUntil: string | null;
}

/** A write of a webhook's health. */
export interface HealthChange {
  readonly webhookId: string;
  /** `undefined` for a new webhook. */
  readonly before: Health | undefined;
  readonly after: Health;
}

function statusChangeOf({ status, changedBy }: Health): ChangeKind {
  if (status !== 'active') return status;
  return isActor(changedBy) ? 'enabled' : 'recovered';
}

/** Of what lasts since before, the time is that at which it had lasted long. */
function isNewlyLong(before: Health | undefined, { failingLongAt }: Health): boolean {
  return failingLongAt !== undefined && failingLongAt !== before?.failingLongAt;
}

function changeKindOf(before: Health | undefined, after: Health): ChangeKind {
  if (before === undefined) return 'created';
  if (after.deletedAt !== undefined) return 'deleted';
  if (after.holdPeriodOver === true) return 'hold-period-over';
  if (isNewlyLong(before, after)) return 'failing-long';
  return statusChangeOf(after);
}

/** @returns `undefined` for a write that was no transition */
export function historyEntryOf({ before, after }: HealthChange): HistoryEntry | undefined {
  if (before?.version === after.version) return undefined;
  const isLong = isNewlyLong(before, after);
  return {
    version: after.version,
    at: (isLong ? after.failingLongAt : undefined) ?? after.changedAt,
    change: changeKindOf(before, after),
    from: before?.status ?? null,
    to: after.status,
    reason: after.statusReason,
    by: isLong ? 'health-check' : after.changedBy,
    holdUntil: after.holdUntil ?? null,
  };
}

/** The same under the same id, however often it is told. */
export function operationalEventOf(
  webhookId: string,
  companyId: string,
  { change, ...entry }: HistoryEntry,
): OperationalEvent {
  return {
    type: `webhook.${change}`,
    id: `${webhookId}#${entry.version}`,
    detail: { webhookId, companyId, ...entry },
  };
}

/** Who else has something to do now; each finds it later by itself, too. */
export interface NextSteps {
  /** A first health check is due soon: of a webhook that fails for the first time, becomes failing, or fails in its release. */
  readonly check: boolean;
  /** What is held is to be released or, of a deleted webhook, ended. */
  readonly release: boolean;
}

export function nextStepsAfter({ before, after }: HealthChange): NextSteps {
  // A disabled webhook's first check is far away: the schedule finds it in time.
  const isChecked = after.nextCheckAt !== undefined && after.status !== 'disabled';
  return {
    check: isChecked && (before?.nextCheckAt === undefined || before.status !== after.status),
    release: after.releasingSince !== undefined && after.releasingSince !== before?.releasingSince,
  };
}
