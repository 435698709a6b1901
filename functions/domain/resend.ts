import { type Delivery, lasting, type WaitingDelivery } from './delivery.ts';
import { accessibleFilter, allowsTenant } from './filter.ts';
import type { WebhookState } from './webhook.ts';

/** Why a delivery cannot be sent again now. */
export type ResendRefusal =
  | 'on-its-way'
  | 'webhook-deleted'
  | 'webhook-paused'
  | 'webhook-disabled'
  /** Held until the webhook's receiver is back. */
  | 'held'
  /** What is held is being released. */
  | 'released'
  /** The filter names the event's company or project no more. */
  | 'not-meant'
  | 'event-gone';

function refusalOfWebhook({ webhook, health }: WebhookState): ResendRefusal | undefined {
  if (webhook.deletedAt !== undefined) return 'webhook-deleted';
  if (health.status === 'paused') return 'webhook-paused';
  return health.status === 'disabled' ? 'webhook-disabled' : undefined;
}

/** What is held goes out by itself as long as its webhook recovers; what was left over by a release does not. */
function refusalOfHeld({ health }: WebhookState): ResendRefusal | undefined {
  if (health.releasingSince !== undefined) return 'released';
  return health.status === 'active' ? undefined : 'held';
}

/** @returns `undefined` when nothing speaks against one more run, which is held as long as the webhook is failing */
export function refusalOf(
  state: WebhookState,
  { delivery, eventText }: WaitingDelivery,
): ResendRefusal | undefined {
  const { companyId, projectId, status } = delivery;
  if (status === 'pending') return 'on-its-way';
  const refusal = refusalOfWebhook(state);
  if (refusal !== undefined) return refusal;
  if (!allowsTenant(accessibleFilter(state.webhook), companyId, projectId)) return 'not-meant';
  if (eventText === undefined) return 'event-gone';
  return status === 'held' ? refusalOfHeld(state) : undefined;
}

/** Far longer than sending takes: until then whoever begins a run sends it alone, so that it is sent once. */
const leftOverAfterMs = 60_000;

/** It waits in the table: whoever begins it sends it at once, and when that fails the sweeper finds that it is due. */
function parkedAt(now: string): Pick<Delivery, 'status' | 'attemptsInRun' | 'parked' | 'nextAttemptAt'> {
  const nextAttemptAt = new Date(Date.parse(now) + leftOverAfterMs).toISOString();
  return { status: 'pending', attemptsInRun: 0, parked: true, nextAttemptAt };
}

/**
 * The same delivery, in one more run of up to five attempts.
 * @param now RFC 3339, UTC, milliseconds
 * @param resentBy the resend of a window, if it begins the run
 */
export function inNextRun(delivery: Delivery, now: string, resentBy?: string): Delivery {
  const mark = resentBy === undefined ? {} : { resentBy };
  return { ...lasting(delivery), ...parkedAt(now), ...mark, run: delivery.run + 1 };
}

const secondMs = 1000;

/**
 * A delivery of its own with the same event, which receivers take for a new one. It begins in a whole second, as
 * EventBridge's events do: its id says no more.
 * @param now RFC 3339, UTC, milliseconds
 */
export function underNewId(delivery: Delivery, id: string, now: string): Delivery {
  const createdAt = new Date(Math.floor(Date.parse(now) / secondMs) * secondMs).toISOString();
  return {
    ...lasting(delivery),
    ...parkedAt(now),
    id,
    createdAt,
    attempts: [],
    run: 1,
    resendOf: delivery.id,
  };
}
