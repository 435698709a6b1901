import { Heap } from './heap.ts';
import type { Message } from './message.ts';

interface Group {
  readonly id: string;
  readonly ready: Heap<Message>;
  inFlight: number;
  /** When the group was served last, counted in messages served. */
  turn: number;
}

/** The groups that one receive has opened: it may take several messages of a FIFO group in order. */
export type OpenGroups = Set<Group>;

/**
 * The messages of a queue that can be received now, by message group.
 *
 * A standard queue serves the group with the fewest messages in flight, and among equals the one served longest ago,
 * so that a noisy group does not keep others waiting:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
 * A FIFO queue serves the oldest message of the groups that have none in flight:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export class ReadyGroups {
  readonly #fifo: boolean;
  readonly #groups = new Map<string, Group>();
  readonly #eligible: Heap<Group>;
  #size = 0;
  #turns = 0;
  #arrivals = 0;

  constructor(fifo: boolean) {
    this.#fifo = fifo;
    this.#eligible = new Heap<Group>(fifo ? holdsOlder : isFairer);
  }

  /** How many messages are ready, locked FIFO groups included. */
  get size(): number {
    return this.#size;
  }

  /** The message that `take` would take, left where it is. */
  first(): Message | undefined {
    return this.#eligible.peek()?.ready.peek();
  }

  /** Adds a message that has become visible. */
  put(message: Message): void {
    this.#arrivals += 1;
    message.order = this.#fifo ? message.content.sequence : this.#arrivals;
    const group = this.#groupOf(message);
    group.ready.place(message);
    this.#size += 1;
    this.#rank(group);
  }

  /** Takes out a message that is being deleted, purged or expired. */
  remove(message: Message): void {
    const group = this.#groupOf(message);
    if (group.ready.remove(message)) this.#size -= 1;
    this.#rank(group);
  }

  /** Takes the next message and counts it as in flight in its group. */
  take(open: OpenGroups): Message | undefined {
    const group = this.#eligible.peek();
    const message = group?.ready.peek();
    if (group === undefined || message === undefined) return undefined;
    group.ready.remove(message);
    this.#size -= 1;
    group.inFlight += 1;
    this.#turns += 1;
    group.turn = this.#turns;
    open.add(group);
    this.#rank(group, open);
    return message;
  }

  /** Ends a receive: from here on the FIFO groups that it opened are locked. */
  settle(open: OpenGroups): void {
    for (const group of open) this.#rank(group);
    open.clear();
  }

  /** Counts a message as in flight that already was before a restart. */
  hold(message: Message): void {
    const group = this.#groupOf(message);
    group.inFlight += 1;
    this.#rank(group);
  }

  /** Counts a message as no longer in flight. */
  release(message: Message, open?: OpenGroups): void {
    const group = this.#groupOf(message);
    group.inFlight -= 1;
    this.#rank(group, open);
  }

  #groupOf(message: Message): Group {
    const id = message.content.groupId ?? '';
    let group = this.#groups.get(id);
    if (group === undefined) {
      group = { id, ready: new Heap<Message>(isEarlier), inFlight: 0, turn: this.#turns };
      this.#groups.set(id, group);
    }
    return group;
  }

  #rank(group: Group, open?: OpenGroups): void {
    const locked = this.#fifo && group.inFlight > 0 && open?.has(group) !== true;
    if (group.ready.size > 0 && !locked) this.#eligible.place(group);
    else this.#eligible.remove(group);
    const inUse = group.ready.size > 0 || group.inFlight > 0 || open?.has(group) === true;
    if (!inUse) this.#groups.delete(group.id);
  }
}

function isEarlier(left: Message, right: Message): boolean {
  return left.order < right.order;
}

function isFairer(left: Group, right: Group): boolean {
  return left.inFlight === right.inFlight ? left.turn < right.turn : left.inFlight < right.inFlight;
}

function holdsOlder(left: Group, right: Group): boolean {
  return (left.ready.peek()?.order ?? Infinity) < (right.ready.peek()?.order ?? Infinity);
}
