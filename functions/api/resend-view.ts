import type { ResendJob } from '../domain/resend-job.ts';
import type { ResendView } from '../domain/wire/resend-schema.ts';

/** How far a resend has come; which deliveries are under way is its own concern. */
export function resendView(job: ResendJob): ResendView {
  return {
    id: job.id,
    webhookId: job.webhookId,
    status: job.status,
    statuses: [...job.statuses],
    from: job.from,
    to: job.to,
    total: job.total ?? null,
    sent: job.sent,
    skipped: job.skipped,
    waitingSince: job.waitingSince ?? null,
    createdAt: job.createdAt,
    updatedAt: job.updatedAt,
    finishedAt: job.finishedAt ?? null,
  };
}
