import { slotsOf } from '../domain/call-pace.ts';
import type { WorkerDependencies } from './dependencies.ts';
import { ack, type Outcome } from './outcome.ts';
import { backOff, tryToSend } from './postpone.ts';
import type { ReceivedMessage } from './received-message.ts';

/**
 * A delivery of the slow lane has come by the fast one, before its rule was changed or while its webhook was found to be slow: it
 * goes where it belongs, with its dead-letter hops and its slots, and was not called.
 */
export async function passOn(
  deps: WorkerDependencies,
  message: ReceivedMessage,
  webhookId: string,
): Promise<Outcome> {
  const { slowQueue: queue, log } = deps;
  const fresh = { webhookId, delaySeconds: 0, hops: message.hops, ...slotsOf(message) };
  if (!(await tryToSend({ queue, log }, message, fresh))) return backOff(deps, message);
  deps.metrics.count('MessagePassedOn', 1);
  return ack;
}
