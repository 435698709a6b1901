import * as z from 'zod/mini';
import type { Attempt } from '../domain/delivery.ts';
import type { WebhookCaller } from '../domain/ports.ts';

/** The longest `requestTimeout` there is (`lib/property-rules.ts`); the function itself lives a little longer. */
const maxTimeoutMs = 25_000;

const callSchema = z.strictObject({
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  timeoutMs: z.number().check(z.positive(), z.maximum(maxTimeoutMs)),
});

/**
 * Makes one call that somebody else has signed: the prober holds no secrets and no rights but this one.
 * @param input a `WebhookCall`
 * @throws ZodError when it is none: our own fault, which Lambda reports to the caller
 */
export function probe(caller: WebhookCaller, input: unknown): Promise<Attempt> {
  return caller.call(callSchema.parse(input));
}
