import { EventTooIntricateError } from '../domain/conditions/meet.ts';
import { accessibleFilter } from '../domain/filter.ts';
import { filteredEvent, filterTest } from '../domain/match-filter.ts';
import type { QueuedEvent } from '../domain/queue-message.ts';
import type { Webhook, WebhookState } from '../domain/webhook.ts';
import type { WorkerDependencies } from './dependencies.ts';

type Deps = Pick<WorkerDependencies, 'webhooks' | 'log'>;

/**
 * The rest of a filter that its event pattern could not say: whether the webhook wants the event after all. What a cache says no
 * to is looked at again, for the filter may have been widened this moment.
 */
export async function isUnwanted(
  deps: Deps,
  { webhook }: WebhookState,
  queued: QueuedEvent,
  { sentAtMs }: { readonly sentAtMs: number },
): Promise<boolean> {
  if (wants(deps, webhook, queued)) return false;
  const fresh = await deps.webhooks.findSince(webhook.id, sentAtMs);
  return fresh !== undefined && !wants(deps, fresh.webhook, queued);
}

/** What cannot be decided is delivered: it is of the right company, and too much is less than nothing. */
function wants({ log }: Pick<Deps, 'log'>, webhook: Webhook, { event }: QueuedEvent): boolean {
  if (webhook.hasResidual !== true) return true;
  try {
    return filterTest(accessibleFilter(webhook))(filteredEvent(event));
  } catch (error) {
    if (!(error instanceof EventTooIntricateError)) throw error;
    log.warn('a filter could not be decided', { webhookId: webhook.id, eventId: event.id, error });
    return true;
  }
}
