import { isSlowByChoice } from './lane.ts';
import type { Webhook } from './webhook.ts';

/** A call that takes longer is slow. */
export const slowCallMs = 1000;
/** A call that takes this long tells by itself that its webhook is slow, while it is still open. */
export const stuckCallMs = 2000;
/** Of so many last calls … */
const callsLookedAt = 10;
/** … so many slow ones make the webhook slow. */
const slowCallsNeeded = 3;

/** A webhook comes back to the fast lane when its last calls were all quicker than this … */
const quickCallMs = 300;
/** … so many of them … */
export const quickCallsNeeded = 20;
/** … and it was in the slow lane for so long: two rule changes in ten minutes are the most that a wavering receiver costs. */
const slowAtLeastMs = 600_000;

/** What one instance of a worker has seen of a webhook's calls. */
export interface LaneFacts {
  readonly webhook: Pick<Webhook, 'options' | 'slowSince'>;
  /** The construct's requestTimeout. */
  readonly requestTimeoutMs: number;
  /** How long its last calls took, whatever they ended with, the newest last. */
  readonly durationsMs: readonly number[];
  /** How long a call has been open by now, if one is looked at before its end. */
  readonly openMs?: number;
  readonly nowMs: number;
}

/** Where a webhook belongs by what was measured. */
export type LaneVerdict = 'stay' | 'slow' | 'fast';

/** What an owner has chosen is not measured. */
export function judgeLane({
  webhook,
  requestTimeoutMs,
  durationsMs,
  openMs = 0,
  nowMs,
}: LaneFacts): LaneVerdict {
  if (isSlowByChoice(webhook, requestTimeoutMs)) return 'stay';
  if (webhook.slowSince === undefined) {
    const slowCalls = durationsMs.slice(-callsLookedAt).filter(ms => ms > slowCallMs).length;
    const longestMs = Math.max(openMs, durationsMs.at(-1) ?? 0);
    return longestMs >= stuckCallMs || slowCalls >= slowCallsNeeded ? 'slow' : 'stay';
  }
  const last = durationsMs.slice(-quickCallsNeeded);
  const isQuick = last.length === quickCallsNeeded && last.every(ms => ms < quickCallMs);
  return isQuick && nowMs - Date.parse(webhook.slowSince) >= slowAtLeastMs ? 'fast' : 'stay';
}
