import { ruleOfFilter } from '../../functions/domain/compile-filter.ts';
import type { Credentials } from '../../functions/domain/credentials.ts';
import type { Filter } from '../../functions/domain/filter.ts';
import { newHealth } from '../../functions/domain/health.ts';
import type { Health, Webhook, WebhookState } from '../../functions/domain/webhook.ts';
import { memorySealed } from './memory-vault.ts';

/** Of every webhook that is made here, unless it says otherwise. */
export const credentials: Credentials = {
  secrets: [{ value: `whsec_${Buffer.alloc(32, 7).toString('base64')}` }],
  headers: {},
};

export const acmeFilter: Filter = {
  anyOf: [{ eventTypes: ['TODO_MOVED'], companies: [{ companyId: 'acme', projectIds: ['website'] }] }],
};

/** An active webhook of company acme, made at 2026-01-01T00:00:00.000Z. */
export function webhookState(webhook: Partial<Webhook> = {}, health: Partial<Health> = {}): WebhookState {
  const createdAt = '2026-01-01T00:00:00.000Z';
  const filter = webhook.filter ?? acmeFilter;
  const { id = 'whk_01kdvdnt000000000000000000', ownerCompanyId = 'acme' } = webhook;
  return {
    webhook: {
      id,
      ownerCompanyId,
      name: 'Tasks to CRM',
      url: 'https://receiver.example.com/in',
      filter,
      ...ruleOfFilter(filter),
      format: 'standard',
      options: {},
      sealedCredentials: memorySealed(ownerCompanyId, id, credentials),
      headerNames: [],
      authType: null,
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
