import type { Delivery } from '../../../functions/domain/delivery.ts';
import type { Filter } from '../../../functions/domain/filter.ts';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import type { Health, Webhook } from '../../../functions/domain/webhook.ts';
import type { MemoryApi } from '../../support/memory-api.ts';
import { webhookState } from '../../support/webhook-state.ts';

export const webhookId = 'whk_01kdvdna000000000000000000';

export function filterOf(...companyIds: string[]): Filter {
  const companies = companyIds.map(companyId => ({ companyId, projectIds: '*' as const }));
  return { anyOf: [{ eventTypes: ['TODO_MOVED'], companies }] };
}

/** Puts a webhook and its rule into the memory as if it had been created before. */
export function given(api: MemoryApi, webhook: Partial<Webhook> = {}, health: Partial<Health> = {}): void {
  const state = webhookState({ id: webhookId, ...webhook }, health);
  api.webhooks.states.set(state.webhook.id, state);
  if (state.webhook.deletedAt !== undefined || state.webhook.rule === 'pending') return;
  api.rules.rules.set(state.webhook.id, {
    pattern: state.webhook.pattern,
    enabled: state.webhook.rule === 'live',
  });
}

/** @param second of the minute in which the event came */
export function delivery(second: number, more: Partial<Delivery> = {}): Delivery {
  const createdAt = `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`;
  return {
    id: deliveryId(webhookId, `event-${second}`, createdAt),
    webhookId,
    eventId: `event-${second}`,
    eventType: 'TODO_MOVED',
    companyId: 'acme',
    projectId: 'website',
    status: 'delivered',
    createdAt,
    attempts: [],
    run: 1,
    attemptsInRun: 1,
    ...more,
  };
}
