import { compileFilter } from '../../functions/domain/compile-filter.ts';
import type { Filter } from '../../functions/domain/filter.ts';
import { newHealth } from '../../functions/domain/health.ts';
import type { Health, Webhook, WebhookState } from '../../functions/domain/webhook.ts';

export const acmeFilter: Filter = {
  anyOf: [{ eventTypes: ['TODO_MOVED'], companies: [{ companyId: 'acme', projectIds: ['website'] }] }],
};

/** An active webhook of company acme, made at 2026-01-01T00:00:00.000Z. */
export function webhookState(webhook: Partial<Webhook> = {}, health: Partial<Health> = {}): WebhookState {
  const createdAt = '2026-01-01T00:00:00.000Z';
  const filter = webhook.filter ?? acmeFilter;
  return {
    webhook: {
      id: 'whk_01kdvdnt000000000000000000',
      ownerCompanyId: 'acme',
      name: 'Tasks to CRM',
      url: 'https://receiver.example.com/in',
      filter,
      pattern: compileFilter(filter),
      format: 'standard',
      options: {},
      secrets: [{ value: `whsec_${Buffer.alloc(32, 7).toString('base64')}` }],
      rule: 'live',
      version: 1,
      // Unless said otherwise, only people have changed it.
      revision: webhook.version ?? 1,
      createdAt,
      updatedAt: createdAt,
      ...webhook,
    },
    health: { ...newHealth({ now: createdAt, by: 'key:key_1' }), ...health },
  };
}
