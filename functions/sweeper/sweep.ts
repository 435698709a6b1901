import * as z from 'zod/mini';
import type { Sweep, SweeperDependencies } from './dependencies.ts';
import { takeLease, withLease } from './lease.ts';
import { type NextTurn, releasePage } from './release-held.ts';
import { sendDue } from './send-due.ts';
import { sendNow } from './send-now.ts';

/** So long before the function's end no page is begun. */
const endMarginMs = 10_000;
/**
 * Webhooks that are released at the same time, a page each in turn, so that a large backlog holds up no small one; what is
 * due is sent beside them, so that neither starves the other.
 */
const webhooksAtOnce = 3;

/**
 * The schedule's own event, or from whoever cannot wait for it: `{"release":"whk_…"}` after a webhook was enabled or deleted,
 * `{"send":"dlv_…"}` after somebody asked for a delivery again.
 */
const inputSchema = z.object({ release: z.optional(z.string()), send: z.optional(z.string()) });

/**
 * Sends what is due and releases what is held, each part unless another sweep is at it. Whatever fails is left to the next
 * sweep; the others go on.
 * @param remainingMs how long the function may still run
 * @throws Error at the end, if anything failed, so that the function's error count shows it
 */
export async function sweep(
  deps: SweeperDependencies,
  input: unknown,
  remainingMs: () => number,
): Promise<void> {
  const run: Sweep = { ...deps, hasTime: () => remainingMs() > endMarginMs };
  const { release, send } = inputSchema.parse(input);
  let failures = 0;
  const attempt = async (part: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failures += 1;
      deps.log.error('a part of the sweep failed', { part, error });
    }
  };
  if (send !== undefined) await attempt(send, () => sendNow(run, send));
  else if (release !== undefined) await attempt(release, () => releaseAll(run, [release], attempt));
  else {
    await Promise.all([
      attempt('due', () => withLease(run, 'due', () => sendDue(run))),
      attempt('releasing', async () => releaseAll(run, await deps.webhooks.releasing(), attempt)),
    ]);
  }
  if (failures > 0) throw new Error(`${failures} parts of the sweep failed; the next one takes them up`);
}

type AttemptPart = (part: string, work: () => Promise<void>) => Promise<void>;

interface Turn {
  readonly webhookId: string;
  readonly seen: Set<string>;
  hasLease: boolean;
  /** When it is this webhook's turn again. */
  dueAtMs: number;
}

const leaseOf = (webhookId: string) => `release#${webhookId}`;

/** The turns that are due, a few at a time, and those that have to wait. */
function dueTurns(turns: readonly Turn[], nowMs: number): { due: Turn[]; later: Turn[] } {
  const due = turns.filter(({ dueAtMs }) => dueAtMs <= nowMs).slice(0, webhooksAtOnce);
  return { due, later: turns.filter(turn => !due.includes(turn)) };
}

async function releaseAll(run: Sweep, webhookIds: readonly string[], attempt: AttemptPart): Promise<void> {
  const dueAtMs = run.now();
  let turns: Turn[] = webhookIds.map(webhookId => ({ webhookId, seen: new Set(), hasLease: false, dueAtMs }));
  while (turns.length > 0 && run.hasTime()) {
    const { due, later } = dueTurns(turns, run.now());
    turns = later;
    if (due.length === 0) {
      await run.wait(Math.max(1, Math.min(...turns.map(turn => turn.dueAtMs)) - run.now()));
      continue;
    }
    await Promise.all(
      due.map(turn =>
        attempt(turn.webhookId, async () => {
          if (await hasAnotherTurn(run, turn)) turns.push(turn);
        }),
      ),
    );
  }
  const leased = turns.filter(({ hasLease }) => hasLease);
  await Promise.all(leased.map(({ webhookId }) => run.leases.giveBack(leaseOf(webhookId))));
}

async function hasAnotherTurn(run: Sweep, turn: Turn): Promise<boolean> {
  turn.hasLease ||= await takeLease(run, leaseOf(turn.webhookId));
  if (!turn.hasLease) return false;
  let next: NextTurn;
  try {
    next = await releasePage(run, turn.webhookId, turn.seen);
  } finally {
    if (next === undefined) await run.leases.giveBack(leaseOf(turn.webhookId));
  }
  turn.dueAtMs = next ?? 0;
  return next !== undefined;
}
