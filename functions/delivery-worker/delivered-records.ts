import type { StoredDelivery } from '../domain/delivery.ts';
import type { DeliveryStore, Log } from '../domain/ports.ts';
import type { After } from './dependencies.ts';

/** A success waits at most this long for its siblings' before its record is written. */
const flushAfterMs = 1000;

interface Waiting {
  readonly stored: StoredDelivery;
  /** Told whether the record is confirmed to be stored. */
  readonly tell: ((isStored: boolean) => void)[];
}

/**
 * The delivered records of one batch of messages, written in as few batches as possible: together when every message has
 * come to an end, or one second after the first, so that a straggler holds no sibling's record hostage.
 */
export class DeliveredRecords {
  readonly #store: Pick<DeliveryStore, 'putDelivered'>;
  readonly #after: After;
  readonly #log: Log;
  /** Messages that are neither waiting here nor at their end. */
  #running: number;
  /** By delivery id: BatchWriteItem refuses a batch that names one key twice, and an event may come twice in a batch. */
  #waiting = new Map<string, Waiting>();
  #cancelTimer: (() => void) | undefined;
  #isClosed = false;

  constructor(
    { deliveries, after, log }: { deliveries: Pick<DeliveryStore, 'putDelivered'>; after: After; log: Log },
    messages: number,
  ) {
    this.#store = deliveries;
    this.#after = after;
    this.#log = log;
    this.#running = messages;
  }

  /** @returns whether the record is confirmed to be stored; never rejects */
  add(stored: StoredDelivery): Promise<boolean> {
    const { id } = stored.delivery;
    return new Promise(resolve => {
      const twin = this.#waiting.get(id);
      if (twin === undefined) this.#waiting.set(id, { stored, tell: [resolve] });
      else twin.tell.push(resolve);
      this.leave();
    });
  }

  /** A message has come to its end, with a success or without. */
  leave(): void {
    this.#running -= 1;
    if (this.#waiting.size === 0) return;
    if (this.#running <= 0 || this.#isClosed) this.flush();
    else this.#cancelTimer ??= this.#after(flushAfterMs, () => this.flush());
  }

  /** Writes what waits, and from now on each record at once: the function's time is nearly over. */
  close(): void {
    this.#isClosed = true;
    this.flush();
  }

  flush(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#waiting.size === 0) return;
    const waiting = this.#waiting;
    this.#waiting = new Map();
    void this.#write(waiting);
  }

  async #write(waiting: Map<string, Waiting>): Promise<void> {
    let written: ReadonlySet<string> = new Set();
    try {
      written = await this.#store.putDelivered(Array.from(waiting.values(), ({ stored }) => stored));
    } catch (error) {
      this.#log.error('delivered records could not be written', { error, count: waiting.size });
    }
    const lost = [...waiting.keys()].filter(id => !written.has(id));
    if (written.size > 0 && lost.length > 0) {
      this.#log.error('some delivered records could not be written', { deliveryIds: lost });
    }
    for (const [id, { tell }] of waiting) for (const resolve of tell) resolve(written.has(id));
  }
}
