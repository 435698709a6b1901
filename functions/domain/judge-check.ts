import { goneStatus, isSuccess } from './decide-attempt.ts';
import type { Attempt } from './delivery.ts';
import {
  type Change,
  disable,
  enable,
  endChecks,
  noteFailedCheck,
  noteSuccess,
  startRelease,
} from './health.ts';
import type { HealthPolicy } from './health-policy.ts';
import type { Health, WebhookState } from './webhook.ts';

/** What a webhook wants that the index shows as due. */
export type DueWork =
  /** The index lags, or somebody was faster. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'check' }
  /** Its owner wants no more checks. */
  | { readonly kind: 'end-checks'; readonly health: Health }
  | { readonly kind: 'end-hold-period' };

const nothing: DueWork = { kind: 'nothing' };

function isOver(time: string | undefined, nowMs: number): boolean {
  return time !== undefined && Date.parse(time) <= nowMs;
}

/** @param state read consistently: the index is not to be trusted */
export function decideDueWork(
  { webhook, health }: WebhookState,
  policy: HealthPolicy,
  nowMs: number,
): DueWork {
  const { status, statusReason, releasingSince, nextCheckAt, holdUntil } = health;
  if (webhook.deletedAt !== undefined || releasingSince !== undefined) return nothing;
  if (!isOver(nextCheckAt, nowMs)) return nothing;
  if (status === 'failing' || (status === 'active' && health.failures !== undefined))
    return { kind: 'check' };
  if (status !== 'disabled') return nothing;
  if (isOver(holdUntil, nowMs)) return { kind: 'end-hold-period' };
  return policy.autoRecover && statusReason === 'failures'
    ? { kind: 'check' }
    : { kind: 'end-checks', health: endChecks(health) };
}

/** What a health check has said, and the health to write. */
export interface CheckVerdict {
  /**
   * `well`: an active webhook's counted failures are forgotten; `recovering`: what is held is released from now on; `gone`: the webhook is disabled; `failed`: the next check comes
   * later.
   */
  readonly kind: 'well' | 'recovering' | 'gone' | 'failed';
  readonly health: Health;
}

/** @param health of a webhook that is failing, disabled or active with failures, as it was when the check was made */
export function judgeCheck(
  health: Health,
  attempt: Pick<Attempt, 'status' | 'at'>,
  policy: HealthPolicy,
  change: Change,
): CheckVerdict {
  const isFailing = health.status === 'failing';
  if (health.status === 'active' && isSuccess(attempt)) {
    return { kind: 'well', health: noteSuccess(health, change.now) };
  }
  if (isSuccess(attempt)) {
    return {
      kind: 'recovering',
      health: isFailing ? startRelease(health, change.now) : enable(health, change),
    };
  }
  if (isFailing && attempt.status === goneStatus) {
    return { kind: 'gone', health: disable(health, 'gone', policy, change) };
  }
  // From its beginning on: a receiver that lets every call time out is not checked more seldom for it.
  return { kind: 'failed', health: noteFailedCheck(health, policy, attempt.at) };
}
