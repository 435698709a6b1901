import type { After } from '../../../functions/delivery-worker/dependencies.ts';

interface Timer {
  readonly atMs: number;
  readonly act: () => void;
}

/** Lets everything go on that waits for promises alone. */
export function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

/** A clock that moves when a test says so. */
export class ManualTime {
  nowMs: number;
  readonly timers = new Set<Timer>();

  constructor(start: string) {
    this.nowMs = Date.parse(start);
  }

  readonly now = (): number => this.nowMs;

  readonly after: After = (delayMs, act) => {
    const timer = { atMs: this.nowMs + delayMs, act };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  };

  /** Moves on, running each timer at its time. */
  async pass(durationMs: number): Promise<void> {
    const endMs = this.nowMs + durationMs;
    await settled();
    for (;;) {
      const due = [...this.timers].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
      const [next] = due;
      if (next === undefined) break;
      this.timers.delete(next);
      this.nowMs = next.atMs;
      next.act();
      await settled();
    }
    this.nowMs = endMs;
  }
}
