import type { CallSlots } from '../domain/call-pace.ts';
import { maxDelaySeconds } from '../domain/ports.ts';
import type { WorkerDependencies } from './dependencies.ts';
import { ack, type Outcome } from './outcome.ts';
import { backOff, tryToSend } from './postpone.ts';
import type { ReceivedMessage } from './received-message.ts';

/**
 * Not called, because it is not its turn: the message is sent again with a delay, never bounced, so that waiting burns no
 * receives and keeps nothing in flight.
 */
export async function defer(
  deps: WorkerDependencies,
  message: ReceivedMessage,
  webhookId: string,
  { waitMs, slots }: { readonly waitMs: number; readonly slots: CallSlots },
): Promise<Outcome> {
  // Rather early than late for a slot: the rest of the second is waited for with the call at hand.
  const delaySeconds = Math.min(maxDelaySeconds, Math.floor(waitMs / 1000));
  const fresh = { webhookId, delaySeconds, hops: message.hops, ...slots };
  if (!(await tryToSend(deps, message, fresh))) return backOff(deps, message);
  deps.metrics.count('DeliveryDeferred', 1);
  return ack;
}
