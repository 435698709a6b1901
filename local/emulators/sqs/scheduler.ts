/** Runs things later; a parameter, so that tests can move time themselves. */
export interface Scheduler {
  /** Runs `work` once after `delayMs`, unless the returned function is called before. */
  after(delayMs: number, work: () => void): () => void;
}

/** The scheduler of a real run. */
export const timers: Scheduler = {
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
};
