/** Tells a reader when it may be worth looking into its stream again. */
export interface Changes {
  /** Resolves after the next change, at once when there has been one since the last wait, or after the given time at most. */
  wait(signal: AbortSignal, atMostMs?: number): Promise<void>;
  close(): void;
}

/**
 * @param idleMs the longest wait
 * @param listen has a function called at every change; without it there is only the time
 */
export function createChanges(idleMs: number, listen?: (listener: () => void) => () => void): Changes {
  let changed = false;
  let wake: (() => void) | undefined;
  const close = listen?.(() => {
    changed = true;
    wake?.();
  });
  return {
    async wait(signal, atMostMs = idleMs) {
      if (!changed && !signal.aborted) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, Math.min(atMostMs, idleMs));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
          signal.addEventListener('abort', wake, { once: true });
        });
        if (wake !== undefined) signal.removeEventListener('abort', wake);
        wake = undefined;
      }
      changed = false;
    },
    close: () => close?.(),
  };
}
