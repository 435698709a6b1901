import type { Attempt } from '../../functions/domain/delivery.ts';
import type { Random } from './random.ts';

export interface Answer {
  readonly status: number | null;
  readonly error: Attempt['error'];
  readonly retryAfter: string | null;
  readonly durationMs: number;
}

export interface Outage {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly answer: Answer;
}

const well: Answer = { status: 200, error: null, retryAfter: null, durationMs: 40 };
const troubles: readonly Answer[] = [
  { status: 500, error: null, retryAfter: null, durationMs: 30 },
  { status: 503, error: null, retryAfter: '7', durationMs: 30 },
  { status: 404, error: null, retryAfter: null, durationMs: 30 },
  { status: null, error: 'timeout', retryAfter: null, durationMs: 10_000 },
  { status: null, error: 'connect', retryAfter: null, durationMs: 3 },
  { status: null, error: 'dns', retryAfter: null, durationMs: 20 },
  { status: null, error: 'tls', retryAfter: null, durationMs: 60 },
];

const shortestOutageMs = 10_000;
const usualLongestMs = 72 * 3_600_000;

export interface ReceiverOptions {
  /** From the end of an outage to the beginning of the next, on average. */
  readonly meanUpMs: number;
  /** How many calls of a well receiver fail all the same. */
  readonly flapping: number;
  /** From then on it is well. */
  readonly endMs: number;
  /** @default 72 h */
  readonly longestOutageMs?: number;
}

/** A receiver with outages of 10 s to 72 h, in which it fails in one way or another. */
export class Receiver {
  readonly #random: Random;
  readonly #options: ReceiverOptions;
  #outage: Outage;
  #before: Outage;
  readonly #stretches: { readonly fromMs: number; readonly untilMs: number }[] = [];

  constructor(random: Random, startMs: number, options: ReceiverOptions) {
    this.#random = random;
    this.#options = options;
    this.#before = { fromMs: 0, untilMs: 0, answer: well };
    this.#outage = this.#outageAfter(startMs);
  }

  /** The outage at this time or, in between, the next one. Times may only go on. */
  outageAt(nowMs: number): Outage {
    while (this.#outage.untilMs <= nowMs) {
      this.#before = this.#outage;
      this.#outage = this.#outageAfter(this.#outage.untilMs);
      this.#stretches.push({ fromMs: this.#before.untilMs, untilMs: this.#outage.fromMs });
    }
    return this.#outage;
  }

  /** The last outage that is over by then. */
  outageBefore(nowMs: number): Outage {
    this.outageAt(nowMs);
    return this.#before;
  }

  /** Whether no outage has ended since. */
  wasUpSince(timeMs: number): boolean {
    return this.#before.untilMs <= timeMs;
  }

  /** Whether it was well for so long without a break, between an outage and the next, within this time. */
  wasBackFor(ms: number, fromMs: number, untilMs: number): boolean {
    return this.#stretches.some(
      stretch => Math.min(stretch.untilMs, untilMs) - Math.max(stretch.fromMs, fromMs) >= ms,
    );
  }

  isUp(nowMs: number): boolean {
    return this.outageAt(nowMs).fromMs > nowMs;
  }

  answer(nowMs: number): Answer {
    const { fromMs, answer } = this.outageAt(nowMs);
    if (fromMs <= nowMs) return answer;
    return this.#random.isHit(this.#options.flapping) ? this.#trouble() : well;
  }

  #trouble(): Answer {
    return troubles[Math.floor(this.#random.next() * troubles.length)] ?? well;
  }

  #outageAfter(nowMs: number): Outage {
    const { meanUpMs, endMs, longestOutageMs = usualLongestMs } = this.#options;
    const fromMs = nowMs + this.#random.exponential(meanUpMs);
    const untilMs = fromMs + this.#random.logUniform(shortestOutageMs, longestOutageMs);
    const answer = this.#trouble();
    // None reaches beyond the end, so that everything can come to its end.
    return untilMs < endMs
      ? { fromMs, untilMs, answer }
      : { fromMs: Number.POSITIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY, answer };
  }
}
