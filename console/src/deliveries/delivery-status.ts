import type { Delivery, RecordedAttempt } from '../../../client/api/client.ts';

/** Attempts of one run: README, "Retries". */
export const attemptsOfRun = 5;

export type DeliveryTone = 'good' | 'warn' | 'bad' | 'plain';

/** How a delivery is, for people. */
export interface DeliveryState {
  readonly kind: 'sending' | 'retrying' | 'delivered' | 'failed' | 'held';
  readonly tone: DeliveryTone;
  /** Attempts that were made in the run that counts: 0 to 5. */
  readonly attempts: number;
  /** RFC 3339: of the next attempt, as long as it is to come. */
  readonly nextAttemptAt: string | undefined;
}

const tones = {
  sending: 'plain',
  retrying: 'warn',
  delivered: 'good',
  failed: 'bad',
  held: 'warn',
} as const satisfies Record<DeliveryState['kind'], DeliveryTone>;

export type StatedDelivery = Pick<Delivery, 'status' | 'run' | 'attempts' | 'nextAttemptAt'>;

export function deliveryState(delivery: StatedDelivery, nowMs: number): DeliveryState {
  const attempts = delivery.attempts.filter(({ run }) => run === delivery.run).length;
  const kind = delivery.status === 'pending' ? (attempts === 0 ? 'sending' : 'retrying') : delivery.status;
  const next = delivery.nextAttemptAt;
  const nextAttemptAt = next !== null && Date.parse(next) > nowMs ? next : undefined;
  return { kind, tone: tones[kind], attempts, nextAttemptAt };
}

export interface NumberedAttempt {
  readonly attempt: RecordedAttempt;
  /** Within its run, from 1 on; undefined in a run whose first attempts are not kept any more. */
  readonly number: number | undefined;
}

/** Most that a delivery keeps: those of four runs. */
const keptAttempts = 20;

/** Newest first. */
export function numberedAttempts(attempts: readonly RecordedAttempt[]): readonly NumberedAttempt[] {
  const oldestRun = attempts[0]?.run;
  const numbered = attempts.map((attempt, place) => {
    const isCut = attempts.length >= keptAttempts && attempt.run === oldestRun && oldestRun > 1;
    const before = attempts.slice(0, place).filter(({ run }) => run === attempt.run).length;
    return { attempt, number: isCut ? undefined : before + 1 };
  });
  return numbered.toReversed();
}

/** RFC 9110 §15.3 */
export const isTaken = ({ status }: Pick<RecordedAttempt, 'status'>): boolean =>
  status !== null && status >= 200 && status < 300;
