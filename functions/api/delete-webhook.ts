import { endHeld } from '../domain/health.ts';
import { changeWebhook, followThrough, releaseHeld } from './change-webhook.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { noCredentials } from './seal-credentials.ts';

/** The webhook stays as a tombstone, so that its past deliveries stay readable, but its credentials go; what waits is ended by the sweeper. */
export async function deleteWebhook(
  request: OperationRequest<unknown, unknown>,
  deps: ApiDeps,
): Promise<Answer> {
  const { after } = await changeWebhook(request, deps, ({ webhook, health }, change) => ({
    webhook: { ...webhook, ...noCredentials, deletedAt: change.now },
    health: endHeld(health, change),
  }));
  await Promise.all([followThrough(after, deps), releaseHeld(request.id, deps)]);
  return { status: 204 };
}
