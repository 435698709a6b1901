import { webhookDeed } from '../domain/audit/audited-members.ts';
import { ProblemError } from '../domain/errors.ts';
import { cancel } from '../domain/resend-job.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { findResend } from './read-resends.ts';
import { resendView } from './resend-view.ts';

/** The sweeper writes once a second: meeting it more often than this is no chance. */
const maxTries = 10;

/**
 * Ends a resend: what is under way, a second's worth, is still sent. One that was cancelled stays so.
 * @throws ProblemError `not-found`, `conflict`
 */
export async function cancelResend(
  { key, id: webhookId, resendId, audit }: OperationRequest<unknown, unknown>,
  deps: Pick<ApiDeps, 'webhooks' | 'resends' | 'now' | 'log'>,
): Promise<Answer> {
  for (let tried = 0; tried < maxTries; tried++) {
    const { job, state } = await findResend(deps, key, webhookId, resendId);
    if (job.status === 'cancelled') {
      audit.withdraw();
      return { status: 200, body: resendView(job) };
    }
    if (job.status !== 'running') {
      throw new ProblemError('conflict', `The resend is ${job.status} already: there is nothing to cancel.`);
    }
    const cancelled = cancel(job, new Date(deps.now()).toISOString());
    await audit.record(webhookDeed(state, { resendId, status: cancelled.status }));
    if (await deps.resends.save(cancelled, job)) {
      deps.log.info('a resend was cancelled', { webhookId, resendId, keyId: key.id });
      return { status: 200, body: resendView(cancelled) };
    }
  }
  throw new ProblemError('conflict', 'The resend is being changed by others. Read it again, then try again.');
}
