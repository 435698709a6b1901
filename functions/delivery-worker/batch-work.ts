import { deliverOne } from './deliver-one.ts';
import { DeliveredRecords } from './delivered-records.ts';
import type { WorkerDependencies } from './dependencies.ts';
import { backOff } from './postpone.ts';
import type { ReceivedMessage } from './received-message.ts';

/** Messages that came together and are worked on at once. Each ends by itself, as its own outcome says. */
export class BatchWork {
  readonly messages: readonly ReceivedMessage[];
  readonly startedAtMs: number;
  /** Resolves when each message has come to its end; never rejects. */
  readonly done: Promise<void>;
  readonly #deps: WorkerDependencies;
  readonly #delivered: DeliveredRecords;
  readonly #open: Set<ReceivedMessage>;
  readonly #acked = new Set<ReceivedMessage>();

  /** @param whenDone runs before `done` resolves */
  constructor(
    deps: WorkerDependencies,
    messages: readonly ReceivedMessage[],
    whenDone: (work: BatchWork) => Promise<void> = async () => {},
  ) {
    this.#deps = deps;
    this.messages = messages;
    this.startedAtMs = deps.now();
    this.#delivered = new DeliveredRecords(deps, messages.length);
    this.#open = new Set(messages);
    this.done = this.#work(whenDone);
  }

  get open(): number {
    return this.#open.size;
  }

  /** Those that may be deleted by now: what has to be durable is durable. */
  get acked(): readonly ReceivedMessage[] {
    return this.messages.filter(message => this.#acked.has(message));
  }

  /** Those that come again. */
  get left(): readonly ReceivedMessage[] {
    return this.messages.filter(message => !this.#acked.has(message));
  }

  /** The function's time is nearly over: what has succeeded is written at once from now on. */
  close(): void {
    this.#delivered.close();
  }

  async #work(whenDone: (work: BatchWork) => Promise<void>): Promise<void> {
    await Promise.all(
      this.messages.map(async message => {
        if (await this.#isAcked(message)) this.#acked.add(message);
        this.#open.delete(message);
      }),
    );
    await whenDone(this);
  }

  async #isAcked(message: ReceivedMessage): Promise<boolean> {
    const outcome = await deliverOne(this.#deps, message);
    if (outcome.kind !== 'delivered') {
      this.#delivered.leave();
      return outcome.kind === 'ack';
    }
    if (await this.#delivered.add(outcome.stored)) {
      this.#deps.metrics.count('DeliverySucceeded', 1);
      this.#deps.statistics.delivered(outcome.stored.delivery);
      return true;
    }
    await backOff(this.#deps, message);
    return false;
  }
}
