import { allowsTenant } from '../domain/filter.ts';
import type { MetricName } from '../domain/ports.ts';
import type { FinehookEvent } from '../domain/queue-message.ts';
import type { Webhook } from '../domain/webhook.ts';

/**
 * AWS says that a changed rule takes effect after a short while
 * (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html): until then events come by the old filter.
 */
const ruleLagMs = 60_000;

/** Why an event is dropped before any call, under the name of its counter; `undefined` when it may go on. */
export type TenantFault = Extract<MetricName, 'EventMalformed' | 'EventOutdated' | 'TenantMismatch'>;

/**
 * The last guard between tenants. Only `TenantMismatch` is alarming: the rule passed on what its filter does not name,
 * though the filter has been the same for long.
 */
export function tenantFault(webhook: Webhook, event: FinehookEvent): TenantFault | undefined {
  const { companyId, projectId } = event.detail;
  if (allowsTenant(webhook.filter, companyId, projectId)) return undefined;
  if (typeof companyId !== 'string' || typeof projectId !== 'string') return 'EventMalformed';
  return Date.parse(event.time) < Date.parse(webhook.updatedAt) + ruleLagMs
    ? 'EventOutdated'
    : 'TenantMismatch';
}
