/** A wait this short is waited for where the call is made; longer ones wait in the queue, which counts in whole seconds. */
export const shortWaitMs = 1000;

/** Whoever comes later than this for its slot has lost it: else those who are late together would call together. */
const latestMs = 250;

export function isSlotOver(slotAtMs: number, nowMs: number): boolean {
  return nowMs - slotAtMs > latestMs;
}

/** SQS delays a message no longer: so many calls wait already that what comes later than that has no slot yet. */
export const furthestSlotMs = 900_000;

/** Calls of a webhook are made in even steps: the generic cell rate algorithm without bursts (ITU-T I.371). */
export function slotStepMs(callsPerSecond: number): number {
  return 1000 / callsPerSecond;
}
