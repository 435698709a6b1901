import { type CallSlots, isTurnOver, turnAtMs } from '../domain/call-pace.ts';
import { AwsCallError } from '../domain/errors.ts';
import type { Webhook, WebhookState } from '../domain/webhook.ts';
import type { WorkerDependencies } from './dependencies.ts';
import { type Turn, takeTurn } from './take-turn.ts';

/** Whether a call may be made now, by what its receiver and its webhook's owner want. */
export type Leave =
  | { readonly kind: 'go'; readonly end: () => Promise<void> }
  /** Later: with slots that it has by then, or by asking again. */
  | { readonly kind: 'later'; readonly waitMs: number; readonly slots: CallSlots };

/** What waits for a receiver's rest to be over comes back spread over at most this long. */
const longestSpreadMs = 60_000;
/** Until an open call of a webhook has probably ended. */
const openCallsWaitMs = 1000;
/** Until slots are to be had again: so many calls wait that SQS's longest delay is taken. */
const noSlotWaitMs = 600_000;
/** Until a slot is asked for again that DynamoDB did not give, as it does when one item is written too often. */
const unknownSlotWaitMs = 10_000;
/** What a call may last longer than its timeout before others take it for dead. */
const graceMs = 10_000;

type LeaveDependencies = Pick<
  WorkerDependencies,
  'permits' | 'companyPace' | 'batch' | 'log' | 'now' | 'random' | 'pause'
>;

const nothingToEnd = async () => {};

/** Costs nothing for a webhook without limits, of a company without, whose receiver asks for nothing. */
export async function askLeave(
  deps: LeaveDependencies,
  { webhook, health }: WebhookState,
  message: CallSlots,
): Promise<Leave> {
  const { concurrentCalls } = webhook.options;
  const restMs = health.backOffUntil === undefined ? 0 : Date.parse(health.backOffUntil) - deps.now();
  if (restMs > 0) {
    const waitMs = restMs + 1000 + deps.random() * Math.min(restMs, longestSpreadMs);
    return { kind: 'later', waitMs, slots: {} };
  }
  const end =
    concurrentCalls === undefined ? nothingToEnd : await openCall(deps, webhook.id, concurrentCalls);
  if (end === undefined) {
    return { kind: 'later', waitMs: openCallsWaitMs * (1 + deps.random()), slots: {} };
  }
  const turn = await turnOf(deps, webhook, message);
  if (turn.kind !== 'taken') await end();
  if (turn.kind === 'unknown') {
    return { kind: 'later', waitMs: unknownSlotWaitMs * (1 + deps.random()), slots: {} };
  }
  if (turn.kind === 'none') {
    return { kind: 'later', waitMs: noSlotWaitMs * (1 + deps.random() / 2), slots: {} };
  }
  const { slots } = turn;
  const atMs = turnAtMs(slots);
  if (atMs === undefined) return { kind: 'go', end };
  const waitMs = atMs - deps.now();
  if (turn.kind === 'far') return { kind: 'later', waitMs, slots };
  if (waitMs > 0) await deps.pause(waitMs);
  if (!isTurnOver(atMs, deps.now())) return { kind: 'go', end };
  // This instance stood still meanwhile: it asks for another slot.
  await end();
  return { kind: 'later', waitMs: 0, slots: {} };
}

/** A company whose calls come faster than its item can be written is put off like any other: none of its messages is bounced. */
async function turnOf(
  deps: LeaveDependencies,
  webhook: Webhook,
  message: CallSlots,
): Promise<Turn | { readonly kind: 'unknown' }> {
  try {
    return await takeTurn(deps, webhook, message);
  } catch (error) {
    if (!(error instanceof AwsCallError && error.retryable)) throw error;
    deps.log.warn('no slot could be taken', { webhookId: webhook.id, error });
    return { kind: 'unknown' };
  }
}

async function openCall(
  { permits, batch, log, now }: LeaveDependencies,
  webhookId: string,
  cap: number,
): Promise<(() => Promise<void>) | undefined> {
  const nowMs = now();
  const untilMs = nowMs + batch.longestCallMs + graceMs;
  const close = await permits.open(webhookId, cap, { nowMs, untilMs });
  if (close === undefined) return undefined;
  return async () => {
    try {
      await close();
    } catch (error) {
      log.warn('an open call was not closed: it counts until its time is over', { webhookId, error });
    }
  };
}
