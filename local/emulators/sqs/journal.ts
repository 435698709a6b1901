import { isInput } from '../json-input.ts';
import type { Store } from '../store.ts';
import type { Message, MessageContent, MessageProgress } from './message.ts';
import { isMessageContent, isMessageProgress } from './message.ts';

/** What is stored of a queue besides its messages. */
export interface QueueRecord {
  readonly name: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A message of a queue as it was stored. */
export interface StoredMessage {
  readonly queueName: string;
  readonly content: MessageContent;
  readonly progress: MessageProgress | undefined;
}

const kinds = {
  queue: 'sqs.queue',
  content: 'sqs.message',
  progress: 'sqs.message-progress',
} as const;

/** Writes every change to the store before it is acknowledged, and reads it back after a restart. */
export class Journal {
  readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  putQueue(record: QueueRecord): void {
    this.store.put(kinds.queue, record.name, record);
  }

  deleteQueue(name: string): void {
    this.store.delete(kinds.queue, name);
  }

  putMessage(queueName: string, { content }: Message): void {
    this.store.put(kinds.content, messageKey(queueName, content), content);
  }

  putProgress(queueName: string, { content, progress }: Message): void {
    this.store.put(kinds.progress, messageKey(queueName, content), { ...progress });
  }

  deleteMessage(queueName: string, { content, progress }: Message): void {
    const key = messageKey(queueName, content);
    this.store.delete(kinds.content, key);
    if (progress.receiveCount > 0) this.store.delete(kinds.progress, key);
  }

  *queues(): Iterable<QueueRecord> {
    for (const { value } of this.store.all(kinds.queue)) if (isQueueRecord(value)) yield value;
  }

  *messages(): Iterable<StoredMessage> {
    const progress = new Map<string, unknown>();
    for (const { id, value } of this.store.all(kinds.progress)) progress.set(id, value);
    for (const { id, value } of this.store.all(kinds.content)) {
      const known = progress.get(id);
      if (!isMessageContent(value)) continue;
      yield {
        queueName: id.slice(0, id.indexOf('/')),
        content: value,
        progress: isMessageProgress(known) ? { ...known } : undefined,
      };
    }
  }
}

// Padded, so that the order of keys is the order of sending and new rows go to the end of their queue's.
function messageKey(queueName: string, content: MessageContent): string {
  return `${queueName}/${String(content.sequence).padStart(16, '0')}`;
}

function isQueueRecord(value: unknown): value is QueueRecord {
  const isTexts = (it: unknown): boolean =>
    isInput(it) && Object.values(it).every(item => typeof item === 'string');
  return (
    isInput(value) &&
    typeof value.name === 'string' &&
    typeof value.createdAt === 'number' &&
    typeof value.modifiedAt === 'number' &&
    isTexts(value.attributes) &&
    isTexts(value.tags)
  );
}
