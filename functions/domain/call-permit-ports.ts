/** What workers share so that a webhook's limits hold over all of them. */
export interface CallPermits {
  /**
   * The next slot of a webhook that may be called so often, milliseconds since 1970: it is taken by this.
   * @returns `undefined` when too many calls wait already; none is taken then
   */
  takeSlot(webhookId: string, callsPerSecond: number, nowMs: number): Promise<number | undefined>;
  /**
   * @param untilMs when the call is over at the latest, even if nobody closes it
   * @returns what closes the call again; `undefined` when as many are open as may be
   */
  open(
    webhookId: string,
    cap: number,
    times: { readonly nowMs: number; readonly untilMs: number },
  ): Promise<(() => Promise<void>) | undefined>;
}
