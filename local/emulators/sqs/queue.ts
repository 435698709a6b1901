import { Heap } from './heap.ts';
import type { Journal } from './journal.ts';
import { LongPolls } from './long-poll.ts';
import type { Message, MessageContent, MessageProgress } from './message.ts';
import { unreceived } from './message.ts';
import { defaultOf } from './queue-attributes.ts';
import type { OpenGroups } from './ready-groups.ts';
import { ReadyGroups } from './ready-groups.ts';
import type { Scheduler } from './scheduler.ts';

/** What a queue is made of. */
export interface QueueParts {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  readonly journal: Journal;
  readonly now: () => number;
  readonly scheduler: Scheduler;
}

/** A queue: its attributes and its messages by phase. Each change is journalled before it returns. */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly fifo: boolean;
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly longPolls: LongPolls;
  modifiedAt: number;
  purgedAt: number | undefined;
  readonly #journal: Journal;
  readonly #now: () => number;
  readonly #messages = new Map<string, Message>();
  readonly #ready: ReadyGroups;
  readonly #hidden = new Heap<Message>((left, right) => left.progress.visibleAt < right.progress.visibleAt);
  readonly #byAge = new Heap<Message>((left, right) => left.content.sentAt < right.content.sentAt);
  #inFlight = 0;

  constructor(parts: QueueParts) {
    this.name = parts.name;
    this.arn = parts.arn;
    this.createdAt = parts.createdAt;
    this.modifiedAt = parts.modifiedAt;
    this.attributes = new Map(parts.attributes);
    this.tags = new Map(parts.tags);
    this.fifo = parts.name.endsWith('.fifo');
    this.#journal = parts.journal;
    this.#now = parts.now;
    this.#ready = new ReadyGroups(this.fifo);
    this.longPolls = new LongPolls({
      now: parts.now,
      scheduler: parts.scheduler,
      nextVisibleAt: () => this.#hidden.peek()?.progress.visibleAt,
    });
  }

  /** How many messages are in each phase, expired delays and timeouts taken into account. */
  get counts(): { readonly ready: number; readonly inFlight: number; readonly delayed: number } {
    this.advance();
    return {
      ready: this.#ready.size,
      inFlight: this.#inFlight,
      delayed: this.#hidden.size - this.#inFlight,
    };
  }

  /** The value of an integer attribute. */
  integer(attribute: string): number {
    return Number(this.attributes.get(attribute) ?? defaultOf(attribute));
  }

  /** Stores attributes and tags. */
  save(): void {
    this.#journal.putQueue({
      name: this.name,
      createdAt: this.createdAt,
      modifiedAt: this.modifiedAt,
      attributes: Object.fromEntries(this.attributes),
      tags: Object.fromEntries(this.tags),
    });
  }

  /** Adds a new message and wakes who waits for it. */
  add(content: MessageContent): void {
    const message = unreceived(content);
    this.#journal.putMessage(this.name, message);
    this.#enter(message, 'delayed');
    this.longPolls.wake();
  }

  /** Puts back a message that was stored before a restart. */
  restore(content: MessageContent, progress: MessageProgress | undefined): void {
    const message = unreceived(content);
    if (progress !== undefined) Object.assign(message.progress, progress);
    this.#enter(message, progress === undefined ? 'delayed' : 'inFlight');
    if (message.phase === 'inFlight') this.#ready.hold(message);
  }

  /** The message with this id, if the queue still has it. */
  find(id: string): Message | undefined {
    return this.#messages.get(id);
  }

  /** The next ready message, left where it is. */
  first(): Message | undefined {
    return this.#ready.first();
  }

  /** Lets time pass: timeouts and delays that have run out, and messages past the retention period. */
  advance(): void {
    const now = this.#now();
    for (let next = this.#hidden.peek(); next !== undefined; next = this.#hidden.peek()) {
      if (next.progress.visibleAt > now) break;
      this.#show(next);
    }
    const expiredBefore = now - this.integer('MessageRetentionPeriod') * 1000;
    for (let oldest = this.#byAge.peek(); oldest !== undefined; oldest = this.#byAge.peek()) {
      if (oldest.content.sentAt > expiredBefore) break;
      this.remove(oldest);
    }
  }

  /** Takes the next ready message; it must then go into flight or be removed. */
  take(open: OpenGroups): Message | undefined {
    const message = this.#ready.take(open);
    if (message === undefined) return undefined;
    message.phase = 'inFlight';
    this.#inFlight += 1;
    // Until the receive decides, it counts as hidden for ever: counts stay right and nothing shows it.
    message.progress.visibleAt = Infinity;
    this.#hidden.place(message);
    return message;
  }

  /** Ends a receive that has taken messages. */
  settle(open: OpenGroups): void {
    this.#ready.settle(open);
  }

  /** Counts a receive of a taken message, which stays hidden until `visibleAt`. */
  fly(message: Message, visibleAt: number): void {
    const now = this.#now();
    message.progress.receiveCount += 1;
    message.progress.receivedAt = now;
    if (message.progress.receiveCount === 1) message.progress.firstReceivedAt = now;
    this.hide(message, visibleAt);
  }

  /** Moves the time at which a message in flight becomes visible again. The caller wakes the long polls. */
  hide(message: Message, visibleAt: number): void {
    message.progress.visibleAt = visibleAt;
    this.#journal.putProgress(this.name, message);
    if (visibleAt > this.#now()) this.#hidden.place(message);
    else this.#show(message);
  }

  /** Removes a message in any phase. */
  remove(message: Message, open?: OpenGroups): void {
    this.#journal.deleteMessage(this.name, message);
    this.#messages.delete(message.content.id);
    this.#byAge.remove(message);
    if (message.phase === 'ready') this.#ready.remove(message);
    else this.#hidden.remove(message);
    if (message.phase === 'inFlight') {
      this.#inFlight -= 1;
      this.#ready.release(message, open);
      if (this.fifo) this.longPolls.wake();
    }
  }

  /** Removes every message. */
  clear(): void {
    for (const message of [...this.#messages.values()]) this.remove(message);
  }

  #enter(message: Message, phase: 'delayed' | 'inFlight'): void {
    this.#messages.set(message.content.id, message);
    this.#byAge.place(message);
    if (message.progress.visibleAt <= this.#now()) {
      message.phase = 'ready';
      this.#ready.put(message);
      return;
    }
    message.phase = phase;
    if (phase === 'inFlight') this.#inFlight += 1;
    this.#hidden.place(message);
  }

  #show(message: Message): void {
    this.#hidden.remove(message);
    if (message.phase === 'inFlight') {
      this.#inFlight -= 1;
      this.#ready.release(message);
    }
    message.phase = 'ready';
    this.#ready.put(message);
  }
}
