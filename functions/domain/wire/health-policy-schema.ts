import * as z from 'zod/mini';
import type { HealthPolicy } from '../health-policy.ts';

const healthPolicySchema = z.strictObject({
  failingAfter: z.int(),
  failureSpacingMs: z.number(),
  firstCheckMs: z.number(),
  longestCheckMs: z.number(),
  disabledCheckMs: z.number(),
  holdPeriodMs: z.number(),
  autoRecover: z.boolean(),
  failingLongMs: z.number(),
});

/**
 * The policy as the construct gives it to functions: JSON.
 * @throws SyntaxError or the schema's error, at the cold start, so that a wrong deployment shows at once
 */
export function readHealthPolicy(text: string): HealthPolicy {
  return healthPolicySchema.parse(JSON.parse(text));
}
