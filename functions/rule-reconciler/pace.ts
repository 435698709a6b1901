/** EventBridge allows 50 control-plane calls a second per account; the api function needs some of them. */
export const callsPerSecond = 20;
/** PutRule, PutTargets and a look at the targets; or that look, RemoveTargets and DeleteRule. */
export const callsPerRepair = 3;

export interface Clock {
  /** Milliseconds; only differences count. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** Waits until so many calls may be made. */
export type Pace = (calls: number) => Promise<void>;

/**
 * A bucket of permits that fills at `callsPerSecond` and holds one second's worth, so that no second ever sees more than
 * twice that many calls.
 */
export function pacer(callsPerSecond: number, { now, sleep }: Clock): Pace {
  let permits = callsPerSecond;
  let filledAtMs = now();

  return async calls => {
    const nowMs = now();
    permits = Math.min(callsPerSecond, permits + ((nowMs - filledAtMs) / 1000) * callsPerSecond);
    filledAtMs = nowMs;
    permits -= calls;
    if (permits < 0) await sleep(Math.ceil((-permits / callsPerSecond) * 1000));
  };
}
