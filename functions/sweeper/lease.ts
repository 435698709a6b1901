import type { Sending } from './dependencies.ts';

/** Longer than a sweep lives: nobody joins in while it may still work, and a crash delays the next one by so much. */
const leaseMs = 90_000;

type Lease = Pick<Sending, 'leases' | 'now'>;

/** @returns false when another sweep is at it: nothing is to be done then */
export function takeLease({ leases, now }: Lease, name: string): Promise<boolean> {
  return leases.take(name, now() + leaseMs);
}

/** Does the work unless another sweep is at it already: two at once would send everything twice. */
export async function withLease(sweep: Lease, name: string, work: () => Promise<void>): Promise<void> {
  if (!(await takeLease(sweep, name))) return;
  try {
    await work();
  } finally {
    await sweep.leases.giveBack(name);
  }
}
