import { webhookDeed } from '../domain/audit/audited-members.ts';
import { ProblemError } from '../domain/errors.ts';
import { newId } from '../domain/identifiers.ts';
import { newResend } from '../domain/resend-job.ts';
import { askOrLeave } from '../domain/webhook-requests.ts';
import type { ResendWindowInput } from '../domain/wire/resend-schema.ts';
import type { ApiDeps } from './deps.ts';
import { findWebhook } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { resendView } from './resend-view.ts';

const idBytes = 16;
const dayMs = 86_400_000;

export const createResendDescription = `Every delivery of the webhook that was created from \`from\` on and before \`to\` and has failed, or is left over by a release, gets one more run of up to five attempts under the same \`webhook-id\`: oldest first, one in the first second, then twice as many each second, 100 a second at most. Read it to see how far it is.

It waits while the webhook is not active, and with \`held\` also while what is held is being released; then it goes on by itself. What fails within the window after it has passed that time is not sent again. One resend of a webhook runs at a time.`;

/** @throws ProblemError `invalid-request` for a window of which deliveries are gone already */
function checkLength({ from, to }: ResendWindowInput, retentionDays: number): void {
  if (Date.parse(to) - Date.parse(from) <= retentionDays * dayMs) return;
  const detail = `The time from "from" to "to" is longer than the ${retentionDays} days that deliveries are kept.`;
  throw new ProblemError('invalid-request', 'The body is not valid.', [
    { pointer: '/to', code: 'window-too-long', detail, limit: retentionDays },
  ]);
}

/**
 * Writes down what is to be sent again, and asks the sweeper to begin at once.
 * @throws ProblemError `not-found`, `invalid-request`, `resend-running`
 */
export async function createResend(
  { key, id: webhookId, body, audit }: OperationRequest<ResendWindowInput, unknown>,
  deps: Pick<
    ApiDeps,
    'webhooks' | 'resends' | 'resendRequests' | 'now' | 'randomBytes' | 'retentionDays' | 'log'
  >,
): Promise<Answer> {
  const state = await findWebhook(deps.webhooks, key, webhookId);
  checkLength(body, deps.retentionDays);
  const nowMs = deps.now();
  const inUtc = (time: string) => new Date(time).toISOString();
  const job = newResend(
    {
      id: newId('rsd', nowMs, deps.randomBytes(idBytes)),
      webhookId,
      statuses: body.statuses,
      from: inUtc(body.from),
      to: inUtc(body.to),
      createdBy: key.actor,
    },
    new Date(nowMs).toISOString(),
  );
  const { id, statuses, from, to } = job;
  await audit.record(webhookDeed(state, { resendId: id, statuses, from, to }));
  if (!(await deps.resends.create(job))) throw await running(webhookId, deps);
  const resendId = job.id;
  deps.log.info('a resend was asked for', { webhookId, resendId, keyId: key.id });
  await askOrLeave(deps.resendRequests.request(webhookId), deps.log, 'a resend is left to the sweeper', {
    webhookId,
    resendId,
  });
  return {
    status: 202,
    headers: { location: `/v1/webhooks/${webhookId}/resends/${resendId}` },
    body: resendView(job),
  };
}

async function running(webhookId: string, { resends }: Pick<ApiDeps, 'resends'>): Promise<ProblemError> {
  const id = (await resends.running(webhookId)) ?? 'another one';
  return new ProblemError(
    'resend-running',
    `A resend of this webhook is running: ${id}. Wait until it is completed, or cancel it (POST /v1/webhooks/{id}/resends/{resendId}/cancel).`,
  );
}
