import type { After } from './dependencies.ts';
import type { CallFacts } from './plan-call.ts';

/** A webhook that has answered quickly is taken to do so again for so long. */
const answersQuicklyForMs = 10_000;
/** One that was found to be slow is not tried in the fast lane for so long, whether that could be written or not. */
const avoidedForMs = 60_000;

interface OpenCall {
  readonly startedAtMs: number;
}

/** What one instance has seen of a webhook's calls, and those it is waiting for. */
export class WatchedCalls {
  /** How long the last calls took, the newest last. */
  readonly durationsMs: number[] = [];
  /** Its lane is being written. */
  isMoving = false;
  readonly #keep: number;
  readonly #slowCallMs: number;
  /** Oldest first. */
  readonly #open = new Set<OpenCall>();
  /** Those who wait until a call ends. */
  readonly #waiting = new Set<() => void>();
  #subject: string | undefined;
  #quickUntilMs = Number.NEGATIVE_INFINITY;
  #avoidedUntilMs = Number.NEGATIVE_INFINITY;

  /** @param keep so many durations are kept */
  constructor(keep: number, slowCallMs: number) {
    this.#keep = keep;
    this.#slowCallMs = slowCallMs;
  }

  /** @param subject what was seen tells of: of another receiver, or in another lane, it tells nothing */
  of(subject: string): void {
    if (subject === this.#subject) return;
    this.#subject = subject;
    this.durationsMs.length = 0;
    this.#quickUntilMs = Number.NEGATIVE_INFINITY;
    this.#avoidedUntilMs = Number.NEGATIVE_INFINITY;
  }

  factsAt(nowMs: number): Pick<CallFacts, 'openCalls' | 'oldestOpenMs' | 'answersQuickly' | 'isAvoided'> {
    const [oldest] = this.#open;
    return {
      openCalls: this.#open.size,
      oldestOpenMs: oldest === undefined ? 0 : nowMs - oldest.startedAtMs,
      answersQuickly: nowMs < this.#quickUntilMs,
      isAvoided: nowMs < this.#avoidedUntilMs,
    };
  }

  avoid(nowMs: number): void {
    this.#avoidedUntilMs = nowMs + avoidedForMs;
  }

  /** @returns what to do when the call is over */
  open(nowMs: number): () => void {
    const call: OpenCall = { startedAtMs: nowMs };
    this.#open.add(call);
    return () => {
      this.#open.delete(call);
      for (const wake of [...this.#waiting]) wake();
    };
  }

  note(durationMs: number, nowMs: number): void {
    this.durationsMs.push(durationMs);
    if (this.durationsMs.length > this.#keep) this.durationsMs.shift();
    const isQuick = durationMs <= this.#slowCallMs;
    this.#quickUntilMs = isQuick ? nowMs + answersQuicklyForMs : Number.NEGATIVE_INFINITY;
  }

  /** Resolves when one of the open calls has ended, or after so long. */
  oneEnds(atMostMs: number, after: After): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        cancel();
        this.#waiting.delete(wake);
        resolve();
      };
      const cancel = after(atMostMs, wake);
      this.#waiting.add(wake);
    });
  }
}
