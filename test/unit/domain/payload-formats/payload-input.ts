import type { PayloadInput } from '../../../../functions/domain/payload-formats/payload-format.ts';
import type { Webhook } from '../../../../functions/domain/webhook.ts';
import { webhookState } from '../../../support/webhook-state.ts';

/** An event of so much detail text, on its way to a webhook of company acme. */
export function payloadInput(
  detailText: string,
  event: Partial<PayloadInput['event']> = {},
  webhook: Partial<Webhook> = {},
): PayloadInput {
  return {
    state: webhookState(webhook),
    event: { id: 'event-1', type: 'TODO_MOVED', time: '2026-01-09T14:05:12Z', detailText, ...event },
  };
}
