import * as z from 'zod/mini';
import type { DueCheck } from '../domain/ports.ts';
import { Agenda } from './agenda.ts';
import { ChecksUnderWay } from './checks-under-way.ts';
import type { CheckerDependencies } from './dependencies.ts';

/** So long before the function's end no check is begun: the longest call, an instance of the prober that starts, the writes. */
const endMarginMs = 35_000;
/** The index is asked again so often. */
const lookEveryMs = 5_000;
/** A run that finds another one at work asks again so often whether that one is over. */
const leaseEveryMs = 2_000;

const leaseName = 'checks';

/** The schedule's own event, or `{"check":"whk_…"}` from whoever has just seen that webhook become failing. */
const inputSchema = z.object({ check: z.optional(z.string()) });

/**
 * Sees to every webhook that is due before this run's time is over, each when it is due; ends at once when there is none.
 * One run is at it at a time. A scheduled one waits for its turn, so that there is no gap between two; one that was asked
 * for leaves it to the run that has it.
 * @param remainingMs how long the function may still run
 * @throws Error at the end, if anything failed, so that the function's error count shows it
 */
export async function runChecks(
  deps: CheckerDependencies,
  input: unknown,
  remainingMs: () => number,
): Promise<void> {
  const { check } = inputSchema.parse(input);
  const isAsked = check !== undefined;
  if (!(await takeTurn(deps, isAsked, remainingMs))) return;
  try {
    await checkWhatIsDue(deps, isAsked, remainingMs);
  } finally {
    await deps.leases.giveBack(leaseName);
  }
}

/** The run that has the lease may be about to end without another look: hence the second try of one that was asked for. */
async function takeTurn(
  { leases, now, wait }: CheckerDependencies,
  isAsked: boolean,
  remainingMs: () => number,
): Promise<boolean> {
  const untilMs = now() + remainingMs();
  for (let tried = 1; ; tried++) {
    if (await leases.take(leaseName, untilMs)) return true;
    if ((isAsked && tried === 2) || remainingMs() <= endMarginMs) return false;
    await wait(leaseEveryMs);
  }
}

/** @param isAsked the index may not show yet what this is about: it is asked twice at least */
async function checkWhatIsDue(
  deps: CheckerDependencies,
  isAsked: boolean,
  remainingMs: () => number,
): Promise<void> {
  const endMs = deps.now() + remainingMs() - endMarginMs;
  const agenda = new Agenda(endMs);
  const checks = new ChecksUnderWay(deps, agenda);
  let looksToMake = isAsked ? 2 : 1;
  let nextLookMs = deps.now();
  for (let nowMs = deps.now(); nowMs < endMs; nowMs = deps.now()) {
    const isLook = nowMs >= nextLookMs;
    if (isLook) {
      await agenda.look(deps.webhooks);
      looksToMake -= 1;
      nextLookMs = nowMs + lookEveryMs;
    }
    const waiting = agenda.waiting().filter(due => !checks.has(due));
    checks.begin(waiting.filter(due => dueMs(due) <= nowMs));
    const isIdle = waiting.length === 0 && checks.isEmpty && looksToMake <= 0;
    if (isIdle && isLook) break;
    // Who is told that this run is at it relies on a look after that: so the last thing is a look.
    if (isIdle) nextLookMs = nowMs;
    const laterMs = waiting.map(dueMs).filter(ms => ms > nowMs);
    await checks.anyOrAfter(Math.min(nextLookMs, endMs, ...laterMs) - nowMs);
  }
  await checks.all();
  if (checks.failures > 0) {
    throw new Error(`${checks.failures} webhooks were not seen to; the next run takes them up`);
  }
}

function dueMs({ dueAt }: DueCheck): number {
  return Date.parse(dueAt);
}
