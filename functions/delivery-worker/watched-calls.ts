import type { After } from './dependencies.ts';

/** A webhook that has answered quickly is taken to do so again for so long. */
const answersQuicklyForMs = 10_000;

interface OpenCall {
  readonly startedAtMs: number;
  readonly ended: Promise<void>;
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
  #subject: string | undefined;
  #quickUntilMs = Number.NEGATIVE_INFINITY;

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
  }

  openFacts(nowMs: number): { openCalls: number; oldestOpenMs: number; answersQuickly: boolean } {
    const [oldest] = this.#open;
    return {
      openCalls: this.#open.size,
      oldestOpenMs: oldest === undefined ? 0 : nowMs - oldest.startedAtMs,
      answersQuickly: nowMs < this.#quickUntilMs,
    };
  }

  /** @returns what to do when the call is over */
  open(nowMs: number): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    const call: OpenCall = { startedAtMs: nowMs, ended: promise };
    this.#open.add(call);
    return () => {
      this.#open.delete(call);
      resolve();
    };
  }

  note(durationMs: number, nowMs: number): void {
    this.durationsMs.push(durationMs);
    if (this.durationsMs.length > this.#keep) this.durationsMs.shift();
    const isQuick = durationMs <= this.#slowCallMs;
    this.#quickUntilMs = isQuick ? nowMs + answersQuicklyForMs : Number.NEGATIVE_INFINITY;
  }

  /** Resolves when one of the open calls has ended, or after so long. */
  async oneEnds(atMostMs: number, after: After): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = after(atMostMs, resolve);
    await Promise.race([promise, ...Array.from(this.#open, ({ ended }) => ended)]);
    cancel();
  }
}
