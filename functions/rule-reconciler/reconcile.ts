import * as z from 'zod/mini';
import { mendRule } from './mend-rule.ts';
import { type Drift, type ReconcilerDeps, reconcileRules } from './reconcile-rules.ts';

/** The schedule's own event, or `{"webhook":"whk_…"}` from whoever has just changed that webhook. */
const inputSchema = z.object({ webhook: z.optional(z.string()) });

/** @returns what was found and mended; nothing when it was about one webhook only */
export async function reconcile(deps: ReconcilerDeps, input: unknown): Promise<Drift | undefined> {
  const { webhook } = inputSchema.parse(input);
  if (webhook === undefined) return reconcileRules(deps);
  await mendRule(deps, webhook);
  return undefined;
}
