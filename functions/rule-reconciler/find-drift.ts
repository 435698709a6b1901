import { settledRule } from '../domain/apply-rule.ts';
import { isBeingCreated, settlingMs } from '../domain/being-created.ts';
import { type Lane, laneOf } from '../domain/lane.ts';
import type { ActualRule } from '../domain/rule-book.ts';
import { type Webhook, type WebhookState, wantsEvents } from '../domain/webhook.ts';

/** What two lists say of one webhook. Lists are never of one moment, so this is a suspicion, to be checked. */
export type Suspicion = 'missing' | 'wrong' | 'orphaned' | 'pending';

/** The lane that a rule's target leads to, or `wrong`, or nothing because nobody looked. */
export type SeenTarget = Lane | 'wrong' | 'unseen';

/** What to do about it, once the webhook was read for certain. */
export type Verdict =
  | { readonly kind: 'fine' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'apply'; readonly drift: 'missing' | 'wrong' | 'finished' };

/** @param listed of the list of webhooks; `actual` of the list of rules: undefined when it is not in it */
export function suspect(listed: Webhook | undefined, actual: ActualRule | undefined): Suspicion | undefined {
  if (listed === undefined) return actual === undefined ? undefined : 'orphaned';
  if (listed.rule === 'pending') return 'pending';
  if (actual === undefined) return 'missing';
  const right = actual.pattern === listed.pattern && actual.enabled === (listed.rule === 'live');
  return right ? undefined : 'wrong';
}

export function isRightTarget(
  seen: SeenTarget,
  webhook: Webhook | undefined,
  requestTimeoutMs: number,
): boolean {
  return seen === 'unseen' || (webhook !== undefined && seen === laneOf(webhook, requestTimeoutMs));
}

function isBeingMade({ webhook, health }: WebhookState, nowMs: number): boolean {
  if (webhook.rule !== 'pending') return false;
  const changedMs = Math.max(Date.parse(webhook.updatedAt), Date.parse(health.changedAt));
  // Whoever finds a webhook to be slow may not make rules: this one waits for us.
  if (webhook.slowSince !== undefined && Date.parse(webhook.slowSince) > changedMs) return false;
  return nowMs - changedMs < settlingMs;
}

/** @param state as it was read, consistently, after the rule was listed */
export function judge(
  state: WebhookState | undefined,
  actual: ActualRule | undefined,
  seen: SeenTarget,
  { nowMs, requestTimeoutMs }: { readonly nowMs: number; readonly requestTimeoutMs: number },
): Verdict {
  if (state === undefined || state.webhook.deletedAt !== undefined) {
    if (actual === undefined) return { kind: 'fine' };
    // The api function puts the rule of a new webhook first: removed now, it would be missing once the webhook is written.
    const isLeft = state === undefined && isBeingCreated(actual.webhookId, nowMs);
    return isLeft ? { kind: 'fine' } : { kind: 'remove' };
  }
  if (isBeingMade(state, nowMs)) return { kind: 'fine' };
  if (state.webhook.rule === 'pending') return { kind: 'apply', drift: 'finished' };
  if (actual === undefined) return { kind: 'apply', drift: 'missing' };
  const right =
    actual.pattern === state.webhook.pattern &&
    actual.enabled === wantsEvents(state) &&
    state.webhook.rule === settledRule(state) &&
    isRightTarget(seen, state.webhook, requestTimeoutMs);
  return right ? { kind: 'fine' } : { kind: 'apply', drift: 'wrong' };
}
