import type { SQSRecord } from 'aws-lambda';
import type { After } from '../../../functions/delivery-worker/dependencies.ts';
import type { MessageSource, SourcedMessage } from '../../../functions/domain/ports.ts';

const longPollMs = 1000;

/** A queue of which the worker may take messages itself: each receive waits a second for the first. */
export class MemoryQueue implements MessageSource {
  /** Ids of the messages that were removed. */
  readonly removed: string[] = [];
  receives = 0;
  receiveFails = false;
  removeFails = false;
  readonly #after: After;
  readonly #waiting: SourcedMessage[] = [];
  #arrived: (() => void) | undefined;

  constructor(after: After) {
    this.#after = after;
  }

  arrive(...records: readonly SQSRecord[]): void {
    for (const { messageId, receiptHandle, body, attributes, messageAttributes } of records) {
      const hops = messageAttributes.hops?.stringValue;
      this.#waiting.push({
        id: messageId,
        receiptHandle,
        body,
        attributes: hops === undefined ? {} : { hops },
        receives: Number(attributes.ApproximateReceiveCount),
        sentAtMs: Number(attributes.SentTimestamp),
      });
    }
    this.#arrived?.();
  }

  async receive(): Promise<readonly SourcedMessage[]> {
    this.receives += 1;
    if (this.receiveFails) throw new Error('receive');
    if (this.#waiting.length === 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#arrived = resolve;
      const cancel = this.#after(longPollMs, resolve);
      await promise;
      cancel();
    }
    return this.#waiting.splice(0, 10);
  }

  async remove(messages: readonly Pick<SourcedMessage, 'receiptHandle'>[]): Promise<void> {
    if (this.removeFails) throw new Error('remove');
    this.removed.push(...messages.map(({ receiptHandle }) => receiptHandle.slice('receipt-'.length)));
  }
}
