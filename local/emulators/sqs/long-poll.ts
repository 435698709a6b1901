import type { Input } from '../json-input.ts';
import type { Scheduler } from './scheduler.ts';

interface Poller {
  readonly attempt: () => readonly Input[];
  readonly settle: (messages: readonly Input[]) => void;
  readonly fail: (error: Error) => void;
}

/** How long polls learn about time. */
export interface PollClock {
  readonly now: () => number;
  readonly scheduler: Scheduler;
  /** When the next delayed or in-flight message becomes visible, if any will. */
  readonly nextVisibleAt: () => number | undefined;
}

/**
 * The receives that wait at a queue, first come, first served:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
 */
export class LongPolls {
  readonly #clock: PollClock;
  readonly #pollers = new Set<Poller>();
  #cancelTimer: (() => void) | undefined;
  #serving = false;
  #wokenWhileServing = false;

  constructor(clock: PollClock) {
    this.#clock = clock;
  }

  /** Waits until `attempt` yields messages, `waitMs` have passed, or the client has hung up. */
  wait(attempt: () => readonly Input[], waitMs: number, signal: AbortSignal): Promise<readonly Input[]> {
    if (signal.aborted) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#pollers.delete(poller);
        cancelDeadline();
        signal.removeEventListener('abort', giveUp);
      };
      const poller: Poller = {
        attempt,
        settle: messages => {
          leave();
          resolve(messages);
        },
        fail: error => {
          leave();
          reject(error);
        },
      };
      // A poller whose client is gone must leave at once: it would swallow the next message.
      const giveUp = (): void => poller.settle([]);
      const cancelDeadline = this.#clock.scheduler.after(waitMs, giveUp);
      signal.addEventListener('abort', giveUp);
      this.#pollers.add(poller);
      this.#watchTime();
    });
  }

  /** Serves the waiting receives after anything that may have made a message visible. */
  wake(): void {
    if (this.#pollers.size === 0) return;
    if (this.#serving) {
      this.#wokenWhileServing = true;
      return;
    }
    this.#serving = true;
    try {
      do {
        this.#wokenWhileServing = false;
        this.#serve();
      } while (this.#wokenWhileServing);
    } finally {
      this.#serving = false;
      this.#watchTime();
    }
  }

  /** Ends every wait, with nothing or with an error. */
  close(error?: Error): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    for (const poller of this.#pollers) {
      if (error === undefined) poller.settle([]);
      else poller.fail(error);
    }
  }

  #serve(): void {
    for (const poller of this.#pollers) {
      const messages = poller.attempt();
      if (messages.length === 0) return;
      poller.settle(messages);
    }
  }

  #watchTime(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const at = this.#pollers.size === 0 ? undefined : this.#clock.nextVisibleAt();
    if (at === undefined) return;
    // A timer may fire a little before its time: never wait less than a millisecond, or it would spin.
    this.#cancelTimer = this.#clock.scheduler.after(Math.max(1, at - this.#clock.now()), () => this.wake());
  }
}
