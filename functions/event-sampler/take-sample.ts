import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { UnreadableMessageError } from '../domain/errors.ts';
import { readSampled, type SampledEvent } from '../domain/event-sample/sampled-event.ts';
import { countEvents } from './count-events.ts';
import type { SamplerDependencies } from './dependencies.ts';
import { keepEvents } from './keep-events.ts';

/**
 * Counts the events of a batch and keeps a few of them. What cannot be read is left out, with a line in the log.
 * @throws Error when nothing at all could be counted: the batch comes again, for as long as the queue keeps it
 */
export async function takeSample(
  deps: SamplerDependencies,
  { Records }: SQSEvent,
): Promise<SQSBatchResponse> {
  const events = Records.flatMap(record => sampledOf(deps, record));
  // Counted first: of a batch that comes again nothing was kept.
  await countEvents(deps, events);
  await keepEvents(deps, events);
  return { batchItemFailures: [] };
}

function sampledOf({ log }: Pick<SamplerDependencies, 'log'>, record: SQSRecord): SampledEvent[] {
  try {
    const event = readSampled(record.body, Number(record.attributes.SentTimestamp));
    return event === undefined ? [] : [event];
  } catch (error) {
    if (!(error instanceof UnreadableMessageError)) throw error;
    log.warn('an event cannot be read: it is not counted', { messageId: record.messageId, error });
    return [];
  }
}
