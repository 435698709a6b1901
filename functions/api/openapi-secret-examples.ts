import type { RotatedSecretView, RotationInput, SecretsView } from '../domain/wire/secret-schema.ts';

/** Of the webhook that the examples tell of. */
export const exampleSecret = `whsec_${btoa('This is an example, never use it')}`;
const newerSecret = `whsec_${btoa('Another example: never use it!!!')}`;
/** When `exampleSecret` expires. */
export const secretExpiresAt = '2026-01-10T14:05:12.345Z';

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
