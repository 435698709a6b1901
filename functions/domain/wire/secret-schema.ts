import * as z from 'zod/mini';
import { secretPrefix } from '../signature.ts';
import { says } from './issue-text.ts';
import { timestamp } from './text-schemas.ts';

/** Standard Webhooks specification, "Secret": 24 to 64 bytes. */
const leastBytes = 24;
const mostBytes = 64;

const wrong = says(
  'bad-secret',
  `Must be "${secretPrefix}" and ${leastBytes} to ${mostBytes} random bytes in base64, with its padding: "${secretPrefix}$(openssl rand -base64 32)" makes one.`,
);

/** Spelt otherwise, two receivers could read different bytes. */
function isCanonical(text: string): boolean {
  const encoded = text.slice(secretPrefix.length);
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64') === encoded && bytes.length >= leastBytes && bytes.length <= mostBytes;
}

/** A signing secret of the customer's own. */
export const secretText = z
  .string()
  .check(z.regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, wrong), z.refine(isCanonical, wrong));

const maxOverlapHours = 168;
const defaultOverlapHours = 24;

/** A new secret, made here unless it is given, and how long the old ones stay valid beside it. */
export const rotationInputSchema = z.strictObject({
  overlapHours: z._default(z.int().check(z.minimum(0), z.maximum(maxOverlapHours)), defaultOverlapHours),
  secret: z.exactOptional(secretText),
});

/** The answer to a rotation: shows the new secret. */
export const rotatedSecretViewSchema = z.object({ secret: z.string(), oldSecretsExpireAt: timestamp });

/** Every valid secret of a webhook, newest first. */
export const secretsViewSchema = z.object({
  secrets: z.array(z.object({ secret: z.string(), expiresAt: z.nullable(timestamp) })),
});

export type RotationInput = z.infer<typeof rotationInputSchema>;
export type RotatedSecretView = z.infer<typeof rotatedSecretViewSchema>;
export type SecretsView = z.infer<typeof secretsViewSchema>;
