/** A wait this short is waited for where the call is made; longer ones wait in the queue, which counts in whole seconds. */
export const shortWaitMs = 1000;

/** Whoever comes later than this for its slot has lost it: else those who are late together would call together. */
const latestMs = 250;

export function isSlotOver(slotAtMs: number, nowMs: number): boolean {
  return nowMs - slotAtMs > latestMs;
}

/** SQS delays a message no longer: what comes later than that has no slot yet. */
const furthestSlotMs = 900_000;

/** When the next call of a webhook may be made, in even steps: the generic cell rate algorithm without bursts (ITU-T I.371). */
export interface Slot {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** What to remember: when the slot after it begins. */
  readonly nextAtMs: number;
}

/**
 * @param nextAtMs what the last slot left behind; 0 when there was none
 * @returns `undefined` when so many calls wait already that a slot would lie more than 15 minutes ahead
 */
export function nextSlot(nextAtMs: number, callsPerSecond: number, nowMs: number): Slot | undefined {
  const atMs = Math.max(nowMs, nextAtMs);
  if (atMs - nowMs > furthestSlotMs) return undefined;
  return { atMs, nextAtMs: atMs + 1000 / callsPerSecond };
}

/** Calls that are open, by an id of each: until when at the latest, milliseconds since 1970. */
export type OpenCalls = Readonly<Record<string, number>>;

/** @returns the open calls with this one, or `undefined` when there are as many as may be */
export function openOneMore(
  open: OpenCalls,
  callId: string,
  { cap, nowMs, untilMs }: { readonly cap: number; readonly nowMs: number; readonly untilMs: number },
): OpenCalls | undefined {
  // A worker that died left its calls behind.
  const alive = Object.entries(open).filter(([, endsAtMs]) => endsAtMs > nowMs);
  return alive.length >= cap ? undefined : { ...Object.fromEntries(alive), [callId]: untilMs };
}
