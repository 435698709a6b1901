/**
 * When a call may be made, milliseconds since 1970. `full`: so many calls wait already that none more is given a slot.
 * `busy`: so many ask at once that this one was never first.
 */
export type CallSlot = number | 'full' | 'busy';

/** What workers share so that a webhook's limits hold over all of them. */
export interface CallPermits {
  /** The next slot of a webhook that may be called so often: it is taken by this. */
  takeSlot(webhookId: string, callsPerSecond: number, nowMs: number): Promise<CallSlot>;
  /**
   * @param untilMs when the call is over at the latest, even if nobody closes it
   * @returns what closes the call again, and rejects when it could not; `undefined` when as many are open as may be, or
   *   so many ask at once that this one was never first
   */
  open(
    webhookId: string,
    cap: number,
    times: { readonly nowMs: number; readonly untilMs: number },
  ): Promise<(() => Promise<void>) | undefined>;
}
