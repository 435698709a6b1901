import { randomUUID } from 'node:crypto';
import { isInput } from '../json-input.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';
import type { Registry } from './registry.ts';

/** Where a task stands, in SQS's words. */
export type MoveStatus = 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';

/** A task that moves messages out of a dead-letter queue. */
export interface MoveTask {
  readonly handle: string;
  readonly sourceArn: string;
  readonly destinationArn: string | undefined;
  readonly messagesPerSecond: number | undefined;
  readonly startedAt: number;
  readonly toMove: number;
  moved: number;
  status: MoveStatus;
  failure: string | undefined;
}

const kind = 'sqs.move-task';
const unpacedChunk = 500;
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html
const rememberedTasks = 10;
const noQueue = { status: 'FAILED', failure: 'AWS.SimpleQueueService.NonExistentQueue' } as const;

/** Starts, paces and remembers the move tasks; those that were running go on after a restart. */
export class MoveTasks {
  readonly #registry: Registry;
  readonly #tasks = new Map<string, MoveTask>();
  readonly #cancelTimers = new Map<string, () => void>();

  constructor(registry: Registry) {
    this.#registry = registry;
    for (const { value } of registry.journal.store.all(kind)) {
      if (!isMoveTask(value)) continue;
      this.#tasks.set(value.handle, { ...value });
      if (value.status === 'RUNNING') this.#later(value.handle, 0);
    }
  }

  start(source: Queue, destination: Queue | undefined, messagesPerSecond: number | undefined): MoveTask {
    const task: MoveTask = {
      handle: randomUUID(),
      sourceArn: source.arn,
      destinationArn: destination?.arn,
      messagesPerSecond,
      startedAt: this.#registry.now(),
      toMove: source.counts.ready,
      moved: 0,
      status: 'RUNNING',
      failure: undefined,
    };
    this.#tasks.set(task.handle, task);
    this.#save(task);
    this.#later(task.handle, 0);
    for (const { handle } of this.of(source).slice(rememberedTasks)) {
      this.#tasks.delete(handle);
      this.#registry.journal.store.delete(kind, handle);
    }
    return task;
  }

  find(handle: string): MoveTask | undefined {
    return this.#tasks.get(handle);
  }

  /** The tasks of a queue, the newest first. */
  of(source: Queue): MoveTask[] {
    return [...this.#tasks.values()]
      .filter(it => it.sourceArn === source.arn)
      .reverse()
      .sort((left, right) => right.startedAt - left.startedAt);
  }

  end(task: MoveTask, status: MoveStatus, failure?: string): void {
    this.#cancelTimers.get(task.handle)?.();
    this.#cancelTimers.delete(task.handle);
    task.status = status;
    task.failure = failure;
    this.#save(task);
  }

  close(): void {
    for (const cancel of this.#cancelTimers.values()) cancel();
    this.#cancelTimers.clear();
  }

  #save(task: MoveTask): void {
    this.#registry.journal.store.put(kind, task.handle, { ...task });
  }

  #later(handle: string, delayMs: number): void {
    const step = (): void => {
      const task = this.#tasks.get(handle);
      if (task?.status === 'RUNNING') this.#registry.journal.store.transaction(() => this.#step(task));
    };
    this.#cancelTimers.set(handle, this.#registry.scheduler.after(delayMs, step));
  }

  #step(task: MoveTask): void {
    const chunk = task.messagesPerSecond ?? unpacedChunk;
    for (let count = 0; count < chunk; count += 1) {
      const ending = this.#moveNext(task);
      if (ending !== undefined) {
        this.end(task, ending.status, ending.failure);
        return;
      }
    }
    this.#save(task);
    this.#later(task.handle, task.messagesPerSecond === undefined ? 0 : 1000);
  }

  #moveNext(task: MoveTask): { readonly status: MoveStatus; readonly failure?: string } | undefined {
    const source = this.#registry.byArn(task.sourceArn);
    if (source === undefined) return noQueue;
    source.advance();
    const message = task.moved < task.toMove ? source.first() : undefined;
    if (message === undefined) return { status: 'COMPLETED' };
    const arn = task.destinationArn ?? message.content.deadLetterSourceArn;
    if (arn === undefined) return { status: 'FAILED', failure: 'CouldNotDetermineMessageSource' };
    const destination = this.#registry.byArn(arn);
    if (destination === undefined) return noQueue;
    this.#move(message, source, destination);
    task.moved += 1;
    return undefined;
  }

  // A moved message is a new one, with its own id, age and receive count:
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
  #move(message: Message, source: Queue, destination: Queue): void {
    const now = this.#registry.now();
    source.remove(message);
    destination.add({
      ...message.content,
      id: randomUUID(),
      sequence: this.#registry.nextSequence(),
      sentAt: now,
      delayedUntil: now,
      deadLetterSourceArn: undefined,
    });
  }
}

const statuses: readonly unknown[] = ['RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED'];

function isMoveTask(value: unknown): value is MoveTask {
  return (
    isInput(value) &&
    [value.handle, value.sourceArn].every(it => typeof it === 'string') &&
    [value.startedAt, value.toMove, value.moved].every(it => typeof it === 'number') &&
    [value.destinationArn, value.failure].every(it => ['string', 'undefined'].includes(typeof it)) &&
    ['number', 'undefined'].includes(typeof value.messagesPerSecond) &&
    statuses.includes(value.status)
  );
}
