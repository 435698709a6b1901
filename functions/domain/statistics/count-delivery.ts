import { isSuccess } from '../decide-attempt.ts';
import type { Delivery, RecordedAttempt } from '../delivery.ts';
import type { GrowingCounts } from './growing-counts.ts';

/**
 * Counts what a delivery's record tells as workers count it: each attempt when it began, and each run's end with its last attempt.
 * @param countsAt where something is counted that was at this time; `undefined`: nowhere
 */
export function addDelivery(
  { eventType, status, createdAt, run: lastRun, attempts }: Delivery,
  countsAt: (at: string) => GrowingCounts | undefined,
): void {
  const last = new Map<number, RecordedAttempt>();
  for (const attempt of attempts) {
    countsAt(attempt.at)?.addAttempt(eventType, attempt);
    last.set(attempt.run, attempt);
  }
  for (const [run, attempt] of last) {
    if (isSuccess(attempt)) countsAt(attempt.at)?.addDelivered(eventType);
    // A run begins when the one before it has ended.
    else if (run < lastRun || status === 'failed') countsAt(attempt.at)?.addFailed(eventType);
  }
  if (status === 'failed' && !last.has(lastRun)) countsAt(createdAt)?.addFailed(eventType);
}
