import { covers } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { shownRequest } from '../domain/payload.ts';
import { readEvent } from '../domain/queue-message.ts';
import type { DeliveryRequestView } from '../domain/wire/test-schema.ts';
import type { ApiDeps } from './deps.ts';
import { findDelivery } from './find-delivery.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { shownNames } from './shown-names.ts';

export const requestDescription = `The call is made anew from the event and from the webhook as it is set up now: it is no recording. What was sent before may have been in another format, by another template or to another URL. Headers that may hold a credential are named, their values are null.`;

/** @throws ProblemError `not-found`, and `gone` when there is nothing to make a call of */
export async function getDeliveryRequest(
  { key, id }: OperationRequest<unknown, unknown>,
  deps: Pick<ApiDeps, 'webhooks' | 'deliveries' | 'directory' | 'nouns' | 'now' | 'log'>,
): Promise<Answer> {
  const { state, found } = await findDelivery(deps, key, id);
  if (state.webhook.deletedAt !== undefined) {
    throw new ProblemError('gone', 'The webhook of the delivery was deleted, so nothing is sent any more.');
  }
  if (found.eventText === undefined) {
    throw new ProblemError('gone', "The delivery's event was not kept, so what it sends cannot be made.");
  }
  const event = readEvent(found.eventText);
  const isHeld = (companyId: string) => covers(key, [companyId]);
  const names = await shownNames(state.webhook.format, { state, event }, isHeld, deps);
  const { en: nouns } = deps.nouns;
  const request = shownRequest({ state, deliveryId: id, event, names, nouns, nowMs: deps.now() });
  return { status: 200, body: request satisfies DeliveryRequestView };
}
