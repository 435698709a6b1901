import { isActor } from '../caller.ts';
import { companiesOf } from '../filter.ts';
import type { HistoryEntry } from '../health-change.ts';
import type { Webhook } from '../webhook.ts';
import { type AuditEntry, auditId } from './audit-entry.ts';

/** Of a transition that the service brought about by itself; what people do is written down ahead of it. */
export function serviceEntryOf(
  { id, filter }: Pick<Webhook, 'id' | 'filter'>,
  { version, at, change, from, to, reason, by }: HistoryEntry,
): AuditEntry | undefined {
  if (isActor(by)) return undefined;
  return {
    id: auditId(Date.parse(at), `${id}#${version}`),
    at,
    requestId: null,
    operation: `webhook.${change}`,
    actor: { kind: 'service', id: by, name: null },
    thing: { kind: 'webhook', id },
    companies: companiesOf(filter),
    before: from === null ? null : { status: from },
    after: reason === null ? { status: to } : { status: to, statusReason: reason },
    outcome: 'done',
  };
}
