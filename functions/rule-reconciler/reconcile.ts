import * as z from 'zod/mini';
import { followGrants } from './follow-grants.ts';
import { mendRule } from './mend-rule.ts';
import { type Drift, type ReconcilerDeps, reconcileRules } from './reconcile-rules.ts';

/**
 * The schedule's own event, or from whoever sees a change: `{"webhook":"whk_…"}`, that webhook was changed;
 * `{"grantedTo":"acme"}`, what that company's webhooks may listen to.
 */
const inputSchema = z.object({ webhook: z.optional(z.string()), grantedTo: z.optional(z.string()) });

/** @returns what was found and mended; nothing when it was about one webhook or company only */
export async function reconcile(deps: ReconcilerDeps, input: unknown): Promise<Drift | undefined> {
  const { webhook, grantedTo } = inputSchema.parse(input);
  if (webhook === undefined && grantedTo === undefined) return reconcileRules(deps);
  if (webhook !== undefined) await mendRule(deps, webhook);
  if (grantedTo !== undefined) await followGrants(deps, grantedTo);
  return undefined;
}
