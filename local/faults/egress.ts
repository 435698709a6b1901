import type { Faults } from './faults.ts';

const shortestOutageMs = 2_000;
const longestOutageMs = 6_000;
/** Timers are bad at waits of days. */
const longestLookMs = 60_000;

/** Whether the functions reach anything but AWS. */
export interface Egress {
  readonly isDown: boolean;
  /** Is told of every change, and at once how it stands. @returns what ends that */
  subscribe(listener: (isDown: boolean) => void): () => void;
  /** Looks whether it is time for a change; at the start, after a change of rates, and again and again. @returns when to look again, in milliseconds */
  look(nowMs: number): number;
}

/** Outages of random length, so many that they take up the fault's rate as a share of the time: a rate of 1 never ends. */
export function createEgress(faults: Faults): Egress {
  const kind = 'egress-down';
  const listeners = new Set<(isDown: boolean) => void>();
  let isDown = false;
  let plannedRate: number | undefined;
  let untilMs = 0;

  const plan = (nowMs: number, rate: number): void => {
    plannedRate = rate;
    const outageMs = shortestOutageMs + faults.random(kind) * (longestOutageMs - shortestOutageMs);
    if (rate === 0 || rate === 1) untilMs = Number.POSITIVE_INFINITY;
    else if (isDown) untilMs = nowMs + outageMs;
    else untilMs = nowMs + (outageMs * 2 * faults.random(kind) * (1 - rate)) / rate;
  };
  const change = (toDown: boolean): void => {
    if (isDown === toDown) return;
    isDown = toDown;
    if (isDown) faults.count(kind, 'egress', 'begins');
    for (const listener of listeners) listener(isDown);
  };

  return {
    get isDown() {
      return isDown;
    },
    subscribe(listener) {
      listeners.add(listener);
      listener(isDown);
      return () => void listeners.delete(listener);
    },
    look(nowMs) {
      const rate = faults.rateOf(kind);
      if (rate !== plannedRate) {
        change(rate === 1);
        plan(nowMs, rate);
      } else if (nowMs >= untilMs) {
        change(!isDown);
        plan(nowMs, rate);
      }
      return Math.max(1, Math.min(untilMs - nowMs, longestLookMs));
    },
  };
}
