/** How often one API key may call, whatever it asks for. */
export interface KeyRate {
  /** Requests a window. */
  readonly quota: number;
  /** Length of a window. Windows begin at whole multiples of it since 1970, on every instance the same. */
  readonly windowMs: number;
}

/** What the instances of the api function share, so that a key's rate holds over all of them. */
export interface KeyRateCounts {
  /**
   * Counts requests of a key in a window.
   * @param windowStartMs milliseconds since 1970
   * @returns how many were counted in that window by everybody, these included
   */
  add(keyId: string, windowStartMs: number, requests: number): Promise<number>;
}

export function windowStartMs({ windowMs }: Pick<KeyRate, 'windowMs'>, nowMs: number): number {
  return Math.floor(nowMs / windowMs) * windowMs;
}

/** @param perSecond requests a second in the long run @param burst requests that may come at once */
export function keyRateOf(perSecond: number, burst: number): KeyRate {
  return { quota: burst, windowMs: Math.ceil((burst / perSecond) * 1000) };
}
