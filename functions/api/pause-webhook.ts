import { pause } from '../domain/health.ts';
import type { PauseInput } from '../domain/wire/webhook-schema.ts';
import { changeWebhook, followThrough } from './change-webhook.ts';
import type { ApiDeps } from './deps.ts';
import { entityTag } from './entity-tag.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { webhookView } from './views.ts';

/** The owner's choice: calls stop. Events are held, or dropped by switching the rule off. */
export async function pauseWebhook(
  request: OperationRequest<PauseInput, unknown>,
  deps: ApiDeps,
): Promise<Answer> {
  const whilePaused = request.body.events;
  const { after } = await changeWebhook(request, deps, ({ webhook, health }, change) =>
    health.status === 'paused' && health.whilePaused === whilePaused
      ? undefined
      : { webhook, health: pause(health, whilePaused, change) },
  );
  const state = await followThrough(after, deps);
  return { status: 200, headers: { etag: entityTag(state) }, body: webhookView(state) };
}
