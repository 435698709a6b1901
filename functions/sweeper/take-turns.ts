import type { Sending } from './dependencies.ts';
import { takeLease } from './lease.ts';

/**
 * Works that go on at the same time, a page each in turn, so that a large one holds up no small one; what is due is sent beside
 * them, so that neither starves the other.
 */
const atOnce = 3;

/** When to come back to a work in this sweep, milliseconds since 1970; `undefined` when there is nothing more to do. */
export type NextTurn = number | undefined;

/** Work on one webhook that is done a page at a time, under a lease. */
export interface PagedWork {
  /** What it is called in the log when it fails. */
  readonly part: string;
  readonly lease: string;
  readonly page: () => Promise<NextTurn>;
}

/** Whatever fails is left to the next sweep; the others go on. Never rejects. */
export type AttemptPart = (part: string, work: () => Promise<void>) => Promise<void>;

interface Turn {
  readonly work: PagedWork;
  hasLease: boolean;
  /** When it is this work's turn again. */
  dueAtMs: number;
}

/** The turns that are due, a few at a time, and those that have to wait. */
function dueTurns(turns: readonly Turn[], nowMs: number): { due: Turn[]; later: Turn[] } {
  const due = turns.filter(({ dueAtMs }) => dueAtMs <= nowMs).slice(0, atOnce);
  return { due, later: turns.filter(turn => !due.includes(turn)) };
}

/** Works on all of them until nothing is left or the time is over. */
export async function takeTurns(
  run: Sending,
  works: readonly PagedWork[],
  attempt: AttemptPart,
): Promise<void> {
  const dueAtMs = run.now();
  let turns: Turn[] = works.map(work => ({ work, hasLease: false, dueAtMs }));
  while (turns.length > 0 && run.hasTime()) {
    const { due, later } = dueTurns(turns, run.now());
    turns = later;
    if (due.length === 0) {
      await run.wait(Math.max(1, Math.min(...turns.map(turn => turn.dueAtMs)) - run.now()));
      continue;
    }
    await Promise.all(
      due.map(turn =>
        attempt(turn.work.part, async () => {
          if (await hasAnotherTurn(run, turn)) turns.push(turn);
        }),
      ),
    );
  }
  const leased = turns.filter(({ hasLease }) => hasLease);
  await Promise.all(leased.map(({ work }) => run.leases.giveBack(work.lease)));
}

async function hasAnotherTurn(run: Sending, turn: Turn): Promise<boolean> {
  const { work } = turn;
  turn.hasLease ||= await takeLease(run, work.lease);
  if (!turn.hasLease) return false;
  let next: NextTurn;
  try {
    next = await work.page();
  } finally {
    if (next === undefined) await run.leases.giveBack(work.lease);
  }
  turn.dueAtMs = next ?? 0;
  return next !== undefined;
}
