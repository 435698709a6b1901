import { withoutCredentials } from '../domain/credentials.ts';
import { isSuccess } from '../domain/decide-attempt.ts';
import type { Attempt } from '../domain/delivery.ts';
import { ProblemError } from '../domain/errors.ts';
import { enable } from '../domain/health.ts';
import { healthCheckCall } from '../domain/payload.ts';
import type { Webhook, WebhookState } from '../domain/webhook.ts';
import { changeWebhook, followThrough, releaseHeld } from './change-webhook.ts';
import type { ApiDeps } from './deps.ts';
import { entityTag } from './entity-tag.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { attemptView, webhookView } from './views.ts';

function failed(attempt: Attempt): ProblemError {
  const answer =
    attempt.status === null
      ? `gave no answer: ${attempt.errorDetail ?? attempt.error}`
      : `answered ${attempt.status}`;
  return new ProblemError(
    'health-check-failed',
    `The receiver ${answer}; it must answer a WEBHOOK_HEALTH_CHECK with a status from 200 to 299.`,
    [],
    { attempt: attemptView(attempt) },
  );
}

/** A receiver that answers a signed health check is called again, and gets what was held. */
export async function enableWebhook(
  request: OperationRequest<unknown, unknown>,
  deps: ApiDeps,
): Promise<Answer> {
  let passed: Pick<Webhook, 'url' | 'format' | 'sealedCredentials'> | undefined;

  const { before, after } = await changeWebhook(request, deps, async (state, { by }) => {
    const { webhook, health } = state;
    const { url, format, sealedCredentials } = webhook;
    // Another change may come between check and write; the check holds as long as it would be the same call.
    if (passed === undefined) await check(state);
    else if (
      passed.url !== url ||
      passed.format !== format ||
      passed.sealedCredentials !== sealedCredentials
    ) {
      throw new ProblemError('conflict', 'The webhook was changed during its health check. Try again.');
    }
    passed = { url, format, sealedCredentials };
    if (health.status === 'active') return undefined;
    return { webhook, health: enable(health, { now: new Date(deps.now()).toISOString(), by }) };
  });
  const state = await followThrough(after, deps);
  if (after !== before) await releaseHeld(request.id, deps);
  return { status: 200, headers: { etag: entityTag(state) }, body: webhookView(state) };

  async function check(state: WebhookState): Promise<void> {
    const timeoutMs = deps.healthCheckTimeoutMs;
    const credentials = await deps.vault.open(state.webhook);
    const call = healthCheckCall({ state, credentials, nowMs: deps.now(), timeoutMs });
    const attempt = withoutCredentials(await deps.prober.call(call), credentials);
    if (!isSuccess(attempt)) throw failed(attempt);
  }
}
