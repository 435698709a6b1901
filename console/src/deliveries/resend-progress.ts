import type { Resend } from '../../../client/api/client.ts';

export interface ResendProgress {
  /** Deliveries that were gone through. */
  readonly done: number;
  /** Null while nobody has counted. */
  readonly total: number | null;
  /** 0 to 100, whole; null while nobody has counted. */
  readonly percent: number | null;
}

export function resendProgress({ total, sent, skipped, status }: Resend): ResendProgress {
  const done = sent + skipped;
  if (total === null) return { done, total, percent: status === 'completed' ? 100 : null };
  // Deliveries may join the window while it is gone through.
  const all = Math.max(total, done);
  return { done, total: all, percent: all === 0 ? 100 : Math.floor((done / all) * 100) };
}
