import { ProblemError } from '../domain/errors.ts';
import { companiesOf } from '../domain/filter.ts';
import { newDeliveryId } from '../domain/identifiers.ts';
import { inNextRun, type ResendRefusal, refusalOf, underNewId } from '../domain/resend.ts';
import { askOrLeave } from '../domain/webhook-requests.ts';
import type { DeliveryView } from '../domain/wire/delivery-schema.ts';
import type { ResendInput } from '../domain/wire/resend-schema.ts';
import type { ApiDeps } from './deps.ts';
import { findDelivery } from './find-delivery.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { deliveryView } from './views.ts';

const idBytes = 16;

const enable = 'Enable it (POST /v1/webhooks/{id}/enable), then try again.';

/** Each says what to do. */
export const refusals: Readonly<Record<ResendRefusal, string>> = {
  'on-its-way': 'The delivery is on its way already. Wait until it is delivered or has failed.',
  'webhook-deleted':
    'The webhook of the delivery was deleted, so there is nothing to call. Events of the past cannot be sent to another one.',
  'webhook-paused': `The webhook of the delivery is paused. ${enable}`,
  'webhook-disabled': `The webhook of the delivery is disabled. ${enable}`,
  held: 'The delivery is held because its webhook is failing. It is sent by itself when the receiver is back.',
  released: 'The delivery is held, and what is held is being released: it is sent by itself.',
  'not-meant':
    "The filter of the webhook does not name the event's company and project any more. Change the filter, then try again.",
  'event-gone': "The delivery's event was not kept, so there is nothing to send.",
};

export const resendDescription = `The delivery gets one more run of up to five attempts, under the same \`webhook-id\`. With \`newId\` a delivery of its own is made of the same event: a receiver that drops every \`webhook-id\` it has had takes that one. Of each attempt the delivery says in which \`run\` it was made.

A delivery can be sent again when it was delivered, has failed, or is left over by a release, and its webhook is active or failing; as long as that is failing, the new run is held. Else the answer is 409 and says what to do.`;

/**
 * Begins the run, which is all that has to be durable, and asks the sweeper to send it at once.
 * @throws ProblemError `not-found`, `not-resendable`, `conflict`
 */
export async function resendDelivery(
  { key, id, body, audit }: OperationRequest<ResendInput, unknown>,
  deps: Pick<ApiDeps, 'webhooks' | 'deliveries' | 'sends' | 'now' | 'randomBytes' | 'log'>,
): Promise<Answer> {
  const { state, found } = await findDelivery(deps, key, id);
  const { delivery, eventText } = found;
  const refusal = refusalOf(state, found);
  if (refusal !== undefined || eventText === undefined) {
    throw new ProblemError('not-resendable', refusals[refusal ?? 'event-gone']);
  }
  const now = new Date(deps.now()).toISOString();
  const next = body.newId
    ? underNewId(delivery, newDeliveryId(delivery.webhookId, now, deps.randomBytes(idBytes)), now)
    : inNextRun(delivery, now);
  const stored = { delivery: next, eventText };
  await audit.record({
    thing: { kind: 'delivery', id },
    companies: [...new Set([...companiesOf(state.webhook.filter), delivery.companyId])],
    before: { status: delivery.status, run: delivery.run },
    after: { deliveryId: next.id, status: next.status, run: next.run },
  });
  const write = body.newId ? deps.deliveries.add(stored) : deps.deliveries.startRun(stored, delivery);
  if ((await write) === 'stale') {
    throw new ProblemError('conflict', 'The delivery has just gone on. Read it again, then try again.');
  }
  const fields = {
    deliveryId: next.id,
    run: next.run,
    resendOf: id,
    webhookId: next.webhookId,
    keyId: key.id,
  };
  deps.log.info('a delivery is sent again', fields);
  await askOrLeave(deps.sends.request(next.id), deps.log, 'a delivery is left to the sweeper', {
    deliveryId: next.id,
  });
  return {
    status: 202,
    headers: { location: `/v1/deliveries/${next.id}` },
    body: deliveryView(next) satisfies DeliveryView,
  };
}
