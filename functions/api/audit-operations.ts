import { auditLogViewSchema, auditQuerySchema } from '../domain/wire/audit-schema.ts';
import { auditDescription, listAuditLog } from './list-audit-log.ts';
import { type Operation, operation } from './operation.ts';

/** What was changed by whom. */
export const auditOperations: readonly Operation[] = [
  operation({
    id: 'listAuditLog',
    method: 'GET',
    path: '/v1/audit-log',
    summary: 'List what was changed by whom, newest first. Kept for 400 days.',
    description: auditDescription,
    scope: 'audit:read',
    query: auditQuerySchema,
    status: 200,
    response: auditLogViewSchema,
    errors: [],
    flow: listAuditLog,
  }),
];
