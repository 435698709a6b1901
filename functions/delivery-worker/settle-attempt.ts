import type { WorkerDependencies } from './dependencies.ts';
import { failAndDisable, settleFifth } from './disable-webhook.ts';
import { discountAttempt } from './discount-attempt.ts';
import { type MadeAttempt, type Stale, storedAfter } from './made-attempt.ts';
import { noteSuccess, noteTooMany } from './note-health.ts';
import type { Outcome } from './outcome.ts';
import { decide, fail, retry } from './retry-or-fail.ts';

/** Carries out what the attempt means: decided by the domain, durable before the message is let go. */
export async function settleAttempt(deps: WorkerDependencies, made: MadeAttempt): Promise<Outcome | Stale> {
  const { attempt, state, delivery } = made;
  deps.ownFaults.note(state.webhook.url, attempt);
  const decision = decide(deps, made);
  if (decision.kind === 'delivered') {
    deps.statistics.attempted(delivery, attempt);
    await noteSuccess(deps, made);
    return { kind: 'delivered', stored: storedAfter(made, 'delivered') };
  }
  if (await deps.ownFaults.isOurs(attempt)) return discountAttempt(deps, made);
  deps.statistics.attempted(delivery, attempt);
  deps.metrics.count('AttemptFailed', 1);
  await noteTooMany(deps, made);
  if (decision.kind === 'retry') return retry(deps, made, decision);
  if (decision.disable === null) return fail(deps, made);
  return decision.disable === 'gone' ? failAndDisable(deps, made, 'gone') : settleFifth(deps, made);
}
