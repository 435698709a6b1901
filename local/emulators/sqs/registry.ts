import type { Store } from '../store.ts';
import { Deduplication } from './deduplication.ts';
import { queueDoesNotExist, sqsError } from './errors.ts';
import { Journal } from './journal.ts';
import { Queue } from './queue.ts';
import { redrivePolicyOf } from './redrive-policy.ts';
import type { Scheduler } from './scheduler.ts';

/** What an account's queues need from outside. */
export interface RegistryParts {
  readonly store: Store;
  readonly region: string;
  readonly accountId: string;
  readonly baseUrl: () => string;
  readonly now: () => number;
  readonly scheduler: Scheduler;
}

const reuseAfterMs = 60_000;

/** The queues of an account. */
export class Registry {
  readonly journal: Journal;
  readonly deduplication: Deduplication;
  readonly now: () => number;
  readonly scheduler: Scheduler;
  readonly #parts: RegistryParts;
  readonly #queues = new Map<string, Queue>();
  readonly #deletedAt = new Map<string, number>();
  #sequence = 0;

  constructor(parts: RegistryParts) {
    this.#parts = parts;
    this.now = parts.now;
    this.scheduler = parts.scheduler;
    this.journal = new Journal(parts.store);
    this.deduplication = new Deduplication(parts.store, parts.now);
    this.#restore();
  }

  get accountId(): string {
    return this.#parts.accountId;
  }

  get queues(): Iterable<Queue> {
    return this.#queues.values();
  }

  /** A number above all earlier ones, those before a restart included, because it grows with the clock. */
  nextSequence(): number {
    this.#sequence = Math.max(this.#sequence + 1, this.now() * 1000);
    return this.#sequence;
  }

  urlOf(name: string): string {
    return `${this.#parts.baseUrl().replace(/\/$/, '')}/${this.accountId}/${name}`;
  }

  arnOf(name: string): string {
    return `arn:aws:sqs:${this.#parts.region}:${this.accountId}:${name}`;
  }

  byName(name: string): Queue | undefined {
    return this.#queues.get(name);
  }

  /** The queue of a URL. The host does not matter: it differs between a run's address and Amazon's. */
  byUrl(url: string): Queue {
    const [, accountId, name] = /(?:^|\/)(\d{12})\/([^/]+)\/?$/.exec(url) ?? [];
    if (accountId === undefined || name === undefined) {
      throw sqsError('InvalidAddress', `The address ${url} is not valid for this endpoint.`);
    }
    const queue = accountId === this.accountId ? this.#queues.get(name) : undefined;
    if (queue === undefined) throw queueDoesNotExist();
    queue.advance();
    return queue;
  }

  byArn(arn: string): Queue | undefined {
    const queue = this.#queues.get(arn.slice(arn.lastIndexOf(':') + 1));
    return queue?.arn === arn ? queue : undefined;
  }

  /** The queues whose dead-letter queue is this one. */
  sourcesOf(deadLetterQueue: Queue): Queue[] {
    return [...this.#queues.values()].filter(
      it => redrivePolicyOf(it.attributes)?.deadLetterTargetArn === deadLetterQueue.arn,
    );
  }

  create(name: string, attributes: ReadonlyMap<string, string>, tags: ReadonlyMap<string, string>): Queue {
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html
    const deletedAt = this.#deletedAt.get(name) ?? -Infinity;
    if (this.now() - deletedAt < reuseAfterMs) {
      throw sqsError(
        'QueueDeletedRecently',
        'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
      );
    }
    this.#deletedAt.delete(name);
    const now = this.now();
    const queue = this.#add({ name, createdAt: now, modifiedAt: now, attributes, tags });
    queue.save();
    return queue;
  }

  delete(queue: Queue): void {
    this.journal.store.transaction(() => {
      queue.clear();
      this.journal.deleteQueue(queue.name);
    });
    this.#queues.delete(queue.name);
    this.#deletedAt.set(queue.name, this.now());
    queue.longPolls.close(queueDoesNotExist());
  }

  close(): void {
    for (const queue of this.#queues.values()) queue.longPolls.close();
  }

  #add(record: {
    name: string;
    createdAt: number;
    modifiedAt: number;
    attributes: ReadonlyMap<string, string>;
    tags: ReadonlyMap<string, string>;
  }): Queue {
    const { journal, now, scheduler } = this;
    const queue = new Queue({ ...record, arn: this.arnOf(record.name), journal, now, scheduler });
    this.#queues.set(queue.name, queue);
    return queue;
  }

  #restore(): void {
    for (const { attributes, tags, ...record } of this.journal.queues()) {
      const entries = { attributes: Object.entries(attributes), tags: Object.entries(tags) };
      this.#add({ ...record, attributes: new Map(entries.attributes), tags: new Map(entries.tags) });
    }
    for (const { queueName, content, progress } of this.journal.messages()) {
      this.#queues.get(queueName)?.restore(content, progress);
      this.#sequence = Math.max(this.#sequence, content.sequence);
    }
  }
}
