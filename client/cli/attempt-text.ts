import type { Attempt } from '../api/client.ts';

/** What a call came to, in few words. */
export function outcomeOf({ status, error }: Pick<Attempt, 'status' | 'error'>): string {
  return status === null ? (error ?? 'no answer') : String(status);
}
