import { auditId } from '../domain/audit/audit-entry.ts';
import type { AuditLogView } from '../domain/wire/audit-schema.ts';

const at = '2026-01-09T14:05:12.345Z';

/** Of the operation that reads the audit log. */
export function auditExamples(webhookId: string) {
  return {
    listAuditLog: {
      answer: {
        items: [
          {
            id: auditId(Date.parse(at), 'an example'),
            at,
            requestId: 'Zq3x1hJvDoEEJmw=',
            operation: 'updateWebhook',
            actor: { kind: 'key', id: 'key_01kebqp6y0m6qj8m3r5t7v9w1x', name: 'CI' },
            thing: { kind: 'webhook', id: webhookId },
            companies: ['acme'],
            before: { name: 'Finished tasks to the CRM' },
            after: { name: 'Tasks to the CRM' },
            outcome: 'done',
          },
        ],
        nextCursor: null,
      } satisfies AuditLogView,
    },
  };
}
