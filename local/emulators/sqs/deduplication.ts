import { isInput } from '../json-input.ts';
import type { Store } from '../store.ts';
import { Heap } from './heap.ts';

/** A message that a FIFO queue accepted, remembered to recognise its repetitions. */
export interface Accepted {
  readonly key: string;
  readonly messageId: string;
  readonly sequence: number;
  readonly expiresAt: number;
}

const kind = 'sqs.deduplication';

/**
 * The deduplication interval of FIFO queues:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html
 */
export const deduplicationIntervalMs = 5 * 60_000;

/** What the FIFO queues of the account have accepted within the last five minutes. */
export class Deduplication {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #accepted = new Map<string, Accepted>();
  readonly #byExpiry = new Heap<Accepted>((left, right) => left.expiresAt < right.expiresAt);

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
    for (const { value } of store.all(kind)) if (isAccepted(value)) this.#keep(value);
  }

  /** The accepted message that a repetition repeats. */
  find(key: string): Accepted | undefined {
    this.#forgetExpired();
    return this.#accepted.get(key);
  }

  /** Remembers an accepted message. */
  remember(key: string, messageId: string, sequence: number): void {
    const accepted = { key, messageId, sequence, expiresAt: this.#now() + deduplicationIntervalMs };
    this.#store.put(kind, key, accepted);
    this.#keep(accepted);
  }

  #keep(accepted: Accepted): void {
    this.#accepted.set(accepted.key, accepted);
    this.#byExpiry.place(accepted);
  }

  #forgetExpired(): void {
    for (let first = this.#byExpiry.peek(); first !== undefined; first = this.#byExpiry.peek()) {
      if (first.expiresAt > this.#now()) return;
      this.#byExpiry.remove(first);
      this.#accepted.delete(first.key);
      this.#store.delete(kind, first.key);
    }
  }
}

function isAccepted(value: unknown): value is Accepted {
  return (
    isInput(value) &&
    typeof value.key === 'string' &&
    typeof value.messageId === 'string' &&
    typeof value.sequence === 'number' &&
    typeof value.expiresAt === 'number'
  );
}
