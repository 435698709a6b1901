import { ProblemError } from '../domain/errors.ts';
import { maxSecrets, type Rotation, rotateSecret as rotated } from '../domain/rotate-secret.ts';
import { newSecret, secretBytes } from '../domain/signature.ts';
import type { RotatedSecretView, RotationInput } from '../domain/wire/secret-schema.ts';
import { changeWebhook } from './change-webhook.ts';
import type { ApiDeps } from './deps.ts';
import { entityTag } from './entity-tag.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { sealCredentials } from './seal-credentials.ts';

const hourMs = 3_600_000;

/** For OpenAPI, as CommonMark. */
export const rotationDescription = `The new secret signs at once, and first; each old one signs beside it until it expires, \`overlapHours\` from now or sooner if it was to expire sooner. A receiver that knows any of them can verify every call, but for these: for five seconds some calls may be signed by the old ones alone, and calls that are on their way when a secret expires arrive after it. So, in this order: rotate; give the receiver the new secret beside the old one (or, five seconds after the rotation, instead of it); take the old one away from it once \`oldSecretsExpireAt\` is half a minute ago.

With \`overlapHours\` 0, for a secret that has leaked, the old ones expire five seconds from now. To have no gap then, choose the new secret yourself: give it to the receiver beside the old one first, then send it here as \`secret\`. The header \`x-signature\` of the format \`blue\` has room for one signature and is made with the newest secret: there, this order is the one without a gap.

At most five secrets are valid at once.`;

/** @throws ProblemError when there is none */
function secretsAfter(rotation: Rotation): Extract<Rotation, { kind: 'rotated' }> {
  switch (rotation.kind) {
    case 'rotated':
      return rotation;
    case 'known':
      throw new ProblemError('invalid-request', 'The body is not valid.', [
        {
          pointer: '/secret',
          code: 'known-secret',
          detail: 'It is a secret of this webhook already. Send a new one, or none.',
        },
      ]);
    case 'too-many':
      throw new ProblemError(
        'too-many-secrets',
        `${maxSecrets} secrets of this webhook are valid, and no more can be. The first of them expires at ${rotation.until}: rotate then, or with "overlapHours": 0, which ends the old ones now.`,
      );
  }
}

/** A new secret signs from now on, and those before it too until they expire. */
export async function rotateSecret(
  request: OperationRequest<RotationInput, unknown>,
  deps: ApiDeps,
): Promise<Answer> {
  const { body, key } = request;
  const secret = body.secret ?? newSecret(deps.randomBytes(secretBytes)).value;
  let oldSecretsExpireAt = '';
  const { after } = await changeWebhook(request, deps, async ({ webhook, health }) => {
    const credentials = await deps.vault.open(webhook);
    const overlapMs = body.overlapHours * hourMs;
    const input = { secrets: credentials.secrets, secret, overlapMs, nowMs: deps.now() };
    const rotation = secretsAfter(rotated(input));
    ({ oldSecretsExpireAt } = rotation);
    const next = { ...credentials, secrets: rotation.secrets };
    return { webhook: { ...webhook, ...(await sealCredentials(deps, webhook, next)) }, health };
  });
  deps.log.info('a secret was rotated', { webhookId: request.id, keyId: key.id });
  return {
    status: 200,
    headers: { etag: entityTag(after) },
    body: { secret, oldSecretsExpireAt } satisfies RotatedSecretView,
  };
}
