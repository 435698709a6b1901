import * as z from 'zod/mini';
import type { ResendKey } from '../domain/resend-job.ts';
import type { Sweep, SweeperDependencies } from './dependencies.ts';
import { withLease } from './lease.ts';
import { releasePage } from './release-held.ts';
import { resendPage } from './resend-page.ts';
import { sendDue } from './send-due.ts';
import { sendNow } from './send-now.ts';
import { type AttemptPart, type PagedWork, takeTurns } from './take-turns.ts';

/** So long before the function's end no page is begun. */
const endMarginMs = 10_000;

/**
 * The schedule's own event, or from whoever cannot wait for it: `{"release":"whk_…"}` after a webhook was enabled or deleted,
 * `{"send":"dlv_…"}` after somebody asked for a delivery again, `{"resend":"whk_…"}` after somebody asked for a window of them.
 */
const inputSchema = z.object({
  release: z.optional(z.string()),
  send: z.optional(z.string()),
  resend: z.optional(z.string()),
});

/**
 * Sends what is due, what is released and what is asked for again, each part unless another sweep is at it. Whatever fails is
 * left to the next sweep; the others go on.
 * @param remainingMs how long the function may still run
 * @throws Error at the end, if anything failed, so that the function's error count shows it
 */
export async function sweep(
  deps: SweeperDependencies,
  input: unknown,
  remainingMs: () => number,
): Promise<void> {
  const run: Sweep = { ...deps, hasTime: () => remainingMs() > endMarginMs };
  const { release, send, resend } = inputSchema.parse(input);
  let failures = 0;
  const attempt: AttemptPart = async (part, work) => {
    try {
      await work();
    } catch (error) {
      failures += 1;
      deps.log.error('a part of the sweep failed', { part, error });
    }
  };
  if (send !== undefined) await attempt(send, () => sendNow(run, send));
  else if (release !== undefined) await takeTurns(run, [releaseOf(run, release)], attempt);
  else if (resend !== undefined) await attempt(resend, () => resendRunning(run, resend, attempt));
  else {
    await Promise.all([
      attempt('due', () => withLease(run, 'due', () => sendDue(run))),
      attempt('releasing', async () => {
        const webhookIds = await deps.webhooks.releasing();
        await takeTurns(
          run,
          webhookIds.map(id => releaseOf(run, id)),
          attempt,
        );
      }),
      attempt('resends', async () => {
        const keys = await deps.resends.unfinished();
        await takeTurns(
          run,
          keys.map(key => resendOf(run, key)),
          attempt,
        );
      }),
    ]);
  }
  if (failures > 0) throw new Error(`${failures} parts of the sweep failed; the next one takes them up`);
}

function releaseOf(run: Sweep, webhookId: string): PagedWork {
  const seen = new Set<string>();
  return {
    part: webhookId,
    lease: `release#${webhookId}`,
    page: () => releasePage(run, webhookId, seen),
  };
}

function resendOf(run: Sweep, key: ResendKey): PagedWork {
  return { part: key.id, lease: `resend#${key.id}`, page: () => resendPage(run, key) };
}

/** The one of a webhook, by its own record: the index lags behind its creation. */
async function resendRunning(run: Sweep, webhookId: string, attempt: AttemptPart): Promise<void> {
  const id = await run.resends.running(webhookId);
  if (id !== undefined) await takeTurns(run, [resendOf(run, { webhookId, id })], attempt);
}
