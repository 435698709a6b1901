import { accessibleFilter, allowsTenant } from '../domain/filter.ts';
import { isKeepableId } from '../domain/identifiers.ts';
import type { MetricName } from '../domain/metric-name.ts';
import { operationalSource } from '../domain/operational-event.ts';
import type { FinehookEvent } from '../domain/queue-message.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { ReceivedMessage } from './received-message.ts';

/**
 * AWS says that a changed rule takes effect after a short while
 * (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html): until then events come by the old filter.
 */
const ruleLagMs = 60_000;

/** Why an event is dropped before any call, under the name of its counter; `undefined` when it may go on. */
export type TenantFault = Extract<MetricName, 'EventMalformed' | 'EventOutdated' | 'TenantMismatch'>;

/**
 * The last guard between tenants. Only `TenantMismatch` is alarming: the rule passed on what its filter does not name,
 * though the filter has been the same for long. How long is judged by when the message came into the queue, never by the
 * event's time, which its producer may set. What we sent again had passed this guard, by the filter of that time.
 */
export function tenantFault(
  webhook: Webhook,
  event: FinehookEvent,
  { sentAgain, sentAtMs }: Pick<ReceivedMessage, 'sentAgain' | 'sentAtMs'>,
): TenantFault | undefined {
  const { companyId, projectId } = event.detail;
  const isMalformed = !isKeepableId(companyId) || !isKeepableId(projectId);
  if (isMalformed || event.source === operationalSource) return 'EventMalformed';
  if (allowsTenant(accessibleFilter(webhook), companyId, projectId)) return undefined;
  const isOutdated =
    sentAgain || webhook.rule === 'pending' || sentAtMs < Date.parse(webhook.updatedAt) + ruleLagMs;
  return isOutdated ? 'EventOutdated' : 'TenantMismatch';
}
