import { sqsError } from './errors.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';

/** What a receipt handle says: one receive of one message. */
export interface Receipt {
  readonly messageId: string;
  readonly receiveCount: number;
}

/** The handle of the latest receive of a message; it stays valid after a restart. */
export function receiptHandle(queue: Queue, { content, progress }: Message): string {
  const receipt = [queue.name, content.id, progress.receiveCount, progress.receivedAt].join('|');
  return Buffer.from(receipt).toString('base64');
}

/** Reads a handle, which must be one of this queue's. */
export function readReceipt(queue: Queue, handle: string): Receipt {
  const [queueName, messageId, receiveCount, receivedAt] = Buffer.from(handle, 'base64')
    .toString('utf8')
    .split('|');
  if (queueName !== queue.name || messageId === undefined || receivedAt === undefined) {
    throw sqsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    );
  }
  return { messageId, receiveCount: Number(receiveCount) };
}

/** The message of a receipt, if it is still there and nobody has received it since. */
export function currentMessage(queue: Queue, receipt: Receipt): Message | undefined {
  const message = queue.find(receipt.messageId);
  return message?.progress.receiveCount === receipt.receiveCount ? message : undefined;
}
