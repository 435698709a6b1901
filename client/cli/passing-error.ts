import { FinehookError } from '../api/client.ts';

/** A machine that sleeps, or a service that is busy, must not end what goes on for long. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof FinehookError && (error.status === 0 || error.status === 429 || error.status >= 500)
  );
}
