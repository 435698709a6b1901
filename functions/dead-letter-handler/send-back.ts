import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log, Metrics, Queue, QueueMessage } from '../domain/ports.ts';

export interface DeadLetterDependencies {
  readonly deliveryQueue: Queue;
  /** Its messages are received one at a time, so that a bad one takes no sibling along. */
  readonly isolationQueue: Queue;
  /** Where messages wait for a person. */
  readonly parkingQueue: Queue;
  /** The wait before each way back; a message that needs one more is parked. At most 900 each, as SQS allows. */
  readonly delaysSeconds: readonly number[];
  readonly metrics: Metrics;
  readonly log: Log;
}

type Way = 'delivery' | 'isolation' | 'parking';

/** Where a message from the dead-letter queue goes, and as what. */
export interface WayBack {
  readonly way: Way;
  readonly message: QueueMessage;
}

/** How often the message came back already; a first-time one carries no count. */
function hopsOf(record: SQSRecord): number {
  const hops = Number(record.messageAttributes.hops?.stringValue ?? 0);
  return Number.isInteger(hops) && hops > 0 ? hops : 0;
}

export function wayBack(record: SQSRecord, delaysSeconds: readonly number[]): WayBack {
  const hops = hopsOf(record) + 1;
  const delaySeconds = delaysSeconds[hops - 1];
  const groupId = record.attributes.MessageGroupId;
  const message = { body: record.body, ...(groupId === undefined ? {} : { groupId }), hops };
  if (delaySeconds === undefined) {
    return { way: 'parking', message: { ...message, hops: hops - 1, delaySeconds: 0 } };
  }
  // Once may have been bad company; from the second time on the message is received alone.
  return { way: hops === 1 ? 'delivery' : 'isolation', message: { ...message, delaySeconds } };
}

interface Passage extends WayBack {
  readonly id: string;
}

/** Sends each message on its way; what SQS did not take stays in the dead-letter queue. Never rejects. */
export async function sendBack(
  deps: DeadLetterDependencies,
  { Records }: SQSEvent,
): Promise<SQSBatchResponse> {
  const passages = Records.map(record => ({
    id: record.messageId,
    ...wayBack(record, deps.delaysSeconds),
  }));
  const left = await Promise.all([
    sendAll(deps, deps.deliveryQueue, passagesOf(passages, 'delivery')),
    sendAll(deps, deps.isolationQueue, passagesOf(passages, 'isolation')),
    sendAll(deps, deps.parkingQueue, passagesOf(passages, 'parking')),
  ]);
  return { batchItemFailures: left.flat().map(({ id }) => ({ itemIdentifier: id })) };
}

function passagesOf(passages: readonly Passage[], way: Way): Passage[] {
  return passages.filter(passage => passage.way === way);
}

/** @returns what SQS did not take */
async function sendAll(
  deps: DeadLetterDependencies,
  queue: Queue,
  passages: readonly Passage[],
): Promise<readonly Passage[]> {
  if (passages.length === 0) return [];
  let taken: readonly boolean[] = [];
  try {
    taken = await queue.send(passages.map(({ message }) => message));
  } catch (error) {
    deps.log.error('messages could not be sent back', { count: passages.length, error });
  }
  passages.forEach((passage, i) => {
    if (taken[i] === true) tell(deps, passage);
  });
  return passages.filter((_, i) => taken[i] !== true);
}

function tell({ metrics, log }: DeadLetterDependencies, { id, way, message }: Passage): void {
  const { hops, groupId } = message;
  if (way !== 'parking') {
    log.warn('a message goes back', { messageId: id, hops, webhookId: groupId });
    return;
  }
  metrics.count('MessageParked', 1);
  log.error('a message was parked after its last way back', { messageId: id, hops, webhookId: groupId });
}
