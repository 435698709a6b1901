/** What workers share so that the limits of a webhook and of a company hold over all of them. */
export interface CallPermits {
  /**
   * The next slot of a webhook that may be called so often, milliseconds since 1970: it is taken by this.
   * @returns `undefined` when too many calls wait already; none is taken then
   */
  takeSlot(webhookId: string, callsPerSecond: number, nowMs: number): Promise<number | undefined>;
  /**
   * The same for `count` calls of a company's webhooks: slots one after the other, in even steps, all taken by this.
   * @returns the first of them; `undefined` when too many calls wait already, and none is taken
   */
  takeCompanySlots(
    companyId: string,
    asked: { readonly callsPerSecond: number; readonly count: number; readonly nowMs: number },
  ): Promise<number | undefined>;
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
