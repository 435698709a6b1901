import type { RotatedSecretView, RotationInput, SecretsView } from '../domain/wire/secret-schema.ts';
import type { WebhookInput } from '../domain/wire/webhook-schema.ts';

/** Of the webhook that the examples tell of. */
export const exampleSecret = `whsec_${btoa('This is an example, never use it')}`;
const newerSecret = `whsec_${btoa('Another example: never use it!!!')}`;
/** When `exampleSecret` expires. */
export const secretExpiresAt = '2026-01-10T14:05:12.345Z';

/** Headers and auth of the webhook that the examples tell of. */
export const ownCredentials = {
  headers: { 'x-tenant': 'acme' },
  auth: { type: 'bearer', token: 'this-is-an-example' },
} satisfies Pick<WebhookInput, 'headers' | 'auth'>;

/** By operation id: see `openapi-examples.ts`. */
export const secretExamples = {
  rotateSecret: {
    request: { overlapHours: 24 } satisfies RotationInput,
    answer: { secret: newerSecret, oldSecretsExpireAt: secretExpiresAt } satisfies RotatedSecretView,
  },
  revealSecrets: {
    answer: {
      secrets: [
        { secret: newerSecret, expiresAt: null },
        { secret: exampleSecret, expiresAt: secretExpiresAt },
      ],
    } satisfies SecretsView,
  },
};
