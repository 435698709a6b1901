const afterErrorMs = 1_000;

export interface UntilDoneOptions {
  readonly signal: AbortSignal;
  /** Rejects when the signal is aborted. */
  readonly pause: (ms: number) => Promise<unknown>;
  onError(reason: string): void;
}

/** Does something, again after a second for as long as it fails. Rejects when the signal is aborted. */
export async function untilDone<Result>(
  work: () => Promise<Result>,
  { signal, pause, onError }: UntilDoneOptions,
): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      onError(error instanceof Error ? error.message : String(error));
      await pause(afterErrorMs);
    }
  }
}
