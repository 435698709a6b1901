import { type JsonRecord, recordAt, textAt } from '../json.ts';

/**
 * The queue that a DestinationConfig sends failures to.
 * @throws Error for destinations that the local run does not have
 */
export function failureQueueOf(destinations: JsonRecord | undefined): string | undefined {
  const onFailure = recordAt(destinations ?? {}, 'OnFailure');
  if (onFailure === undefined) return undefined;
  const arn = textAt(onFailure, 'Destination');
  if (/^arn:aws:sqs:[^:]+:\d{12}:[^:]+$/.test(arn) && !arn.endsWith('.fifo')) return arn;
  throw new Error(`the local run sends what failed to standard SQS queues only, not to ${arn}`);
}
