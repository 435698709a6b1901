import * as z from 'zod/mini';
import { type Notice, noticeKinds } from '../domain/notices/notice.ts';

const status = z.enum(['active', 'failing', 'paused', 'disabled']);

/** An event of the operations bus, see `operational-event.ts`; the rule passes no other types. */
const eventSchema = z.object({
  'detail-type': z.templateLiteral(['webhook.', z.enum(noticeKinds)]),
  detail: z.object({
    webhookId: z.string(),
    companyId: z.string(),
    version: z.int(),
    at: z.string(),
    from: z.nullable(status),
    to: status,
    reason: z.nullable(z.enum(['failures', 'gone'])),
    by: z.union([
      z.templateLiteral(['key:', z.string()]),
      z.templateLiteral(['user:', z.string()]),
      z.templateLiteral(['delivery:', z.string()]),
      z.enum(['health-check', 'release', 'hold-period']),
    ]),
    holdUntil: z.nullable(z.string()),
  }),
});

const prefix = 'webhook.';

/** @throws the schema's error for anything else */
export function readNotice(input: unknown): Notice {
  const { 'detail-type': type, detail } = eventSchema.parse(input);
  const { webhookId, companyId, ...entry } = detail;
  const kind = z.enum(noticeKinds).parse(type.slice(prefix.length));
  return { kind, webhookId, companyId, entry };
}
