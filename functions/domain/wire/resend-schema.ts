import * as z from 'zod/mini';

/** How one delivery is sent again. */
export const resendInputSchema = z.strictObject({
  /** Under a new `webhook-id`, so that a receiver which drops what it has had already takes it. */
  newId: z._default(z.boolean(), false),
});

export type ResendInput = z.infer<typeof resendInputSchema>;
