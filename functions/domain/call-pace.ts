/** Turns that a message has taken already, milliseconds since 1970. */
export interface CallSlots {
  /** Among its webhook's calls. */
  readonly slotAtMs?: number;
  /** Among all calls of its webhook's owner company. */
  readonly companySlotAtMs?: number;
}

/** Them alone, of whatever has them. */
export function slotsOf({
  slotAtMs,
  companySlotAtMs,
}: {
  readonly [Slot in keyof CallSlots]: number | undefined;
}): CallSlots {
  return {
    ...(slotAtMs === undefined ? {} : { slotAtMs }),
    ...(companySlotAtMs === undefined ? {} : { companySlotAtMs }),
  };
}

/** The call may go out when both are there. `undefined` without any. */
export function turnAtMs({
  slotAtMs = -Infinity,
  companySlotAtMs = -Infinity,
}: CallSlots): number | undefined {
  const atMs = Math.max(slotAtMs, companySlotAtMs);
  return atMs === -Infinity ? undefined : atMs;
}

/** A wait this short is waited for where the call is made; longer ones wait in the queue, which counts in whole seconds. */
export const shortWaitMs = 1000;

/** Whoever comes later than this for its turn has lost it: else those who are late together would call together. */
const latestMs = 250;

export function isTurnOver(turnAtMs: number, nowMs: number): boolean {
  return nowMs - turnAtMs > latestMs;
}

/** SQS delays a message no longer: so many calls wait already that what comes later than that has no slot yet. */
export const furthestSlotMs = 900_000;

/** Calls of a webhook, or of a company, are made in even steps: the generic cell rate algorithm without bursts (ITU-T I.371). */
export function slotStepMs(callsPerSecond: number): number {
  return 1000 / callsPerSecond;
}
