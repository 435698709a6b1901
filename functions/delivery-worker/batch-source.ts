/** Which queue a batch came from: the two lanes', or the one whose messages come alone. */
export type BatchSource = 'delivery' | 'slow' | 'isolation';

/** One batch of messages, as the work on each of them must know it. */
export interface Batch {
  readonly source: BatchSource;
  /** Milliseconds since the epoch: every call must be over by then, so that it can be recorded. */
  readonly callsEndAtMs: number;
  /** Milliseconds since the epoch: until then the worker may take more messages itself. */
  readonly takesUntilMs: number;
  /** The longest time that a call of this batch can have. */
  readonly longestCallMs: number;
}

export function sourceOf(
  queueArn: string,
  arns: { readonly delivery: string; readonly slow: string },
): BatchSource {
  if (queueArn === arns.slow) return 'slow';
  return queueArn === arns.delivery ? 'delivery' : 'isolation';
}
