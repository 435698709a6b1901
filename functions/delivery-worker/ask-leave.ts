import { isSlotOver, shortWaitMs } from '../domain/call-pace.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { WorkerDependencies } from './dependencies.ts';
import type { ReceivedMessage } from './received-message.ts';

/** Whether a call may be made now, by what its receiver and its webhook's owner want. */
export type Leave =
  | { readonly kind: 'go'; readonly end: () => Promise<void> }
  /** Later: with a slot that it has by then, or by asking again. */
  | { readonly kind: 'later'; readonly waitMs: number; readonly slotAtMs?: number };

/** What waits for a receiver's rest to be over comes back spread over at most this long. */
const longestSpreadMs = 60_000;
/** Until an open call of a webhook has probably ended. */
const openCallsWaitMs = 1000;
/** Until slots are to be had again: so many calls wait that SQS's longest delay is taken. */
const noSlotWaitMs = 600_000;
/** What a call may last longer than its timeout before others take it for dead. */
const graceMs = 10_000;

type LeaveDependencies = Pick<WorkerDependencies, 'permits' | 'batch' | 'log' | 'now' | 'random' | 'pause'>;

const nothingToEnd = async () => {};

/** Costs nothing for a webhook without limits whose receiver asks for nothing. */
export async function askLeave(
  deps: LeaveDependencies,
  { webhook, health }: WebhookState,
  message: Pick<ReceivedMessage, 'slotAtMs'>,
): Promise<Leave> {
  const { callsPerSecond, concurrentCalls } = webhook.options;
  const restMs = health.backOffUntil === undefined ? 0 : Date.parse(health.backOffUntil) - deps.now();
  if (restMs > 0) {
    return { kind: 'later', waitMs: restMs + 1000 + deps.random() * Math.min(restMs, longestSpreadMs) };
  }
  const end =
    concurrentCalls === undefined ? nothingToEnd : await openCall(deps, webhook.id, concurrentCalls);
  if (end === undefined) return { kind: 'later', waitMs: openCallsWaitMs * (1 + deps.random()) };
  if (callsPerSecond === undefined) return { kind: 'go', end };
  const slotAtMs = await slotOf(deps, webhook.id, callsPerSecond, message);
  const waitMs = slotAtMs === undefined ? noSlotWaitMs * (1 + deps.random() / 2) : slotAtMs - deps.now();
  if (waitMs > shortWaitMs) {
    await end();
    return { kind: 'later', waitMs, ...(slotAtMs === undefined ? {} : { slotAtMs }) };
  }
  if (waitMs > 0) await deps.pause(waitMs);
  if (slotAtMs === undefined || !isSlotOver(slotAtMs, deps.now())) return { kind: 'go', end };
  // This instance stood still meanwhile: it asks for another slot.
  await end();
  return { kind: 'later', waitMs: 0 };
}

async function slotOf(
  { permits, now }: LeaveDependencies,
  webhookId: string,
  callsPerSecond: number,
  { slotAtMs }: Pick<ReceivedMessage, 'slotAtMs'>,
): Promise<number | undefined> {
  if (slotAtMs !== undefined && !isSlotOver(slotAtMs, now())) return slotAtMs;
  return permits.takeSlot(webhookId, callsPerSecond, now());
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
