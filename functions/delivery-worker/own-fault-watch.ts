import type { Attempt } from '../domain/delivery.ts';
import { HostWatch, mayBeOurFault } from '../domain/own-fault.ts';
import type { Canary } from '../domain/own-fault-ports.ts';

/** So long what the canary said is taken for true. */
const trustMs = { answers: 5000, isSilent: 1000 };

/** Whether failures are the receivers' or ours. */
export class OwnFaultWatch {
  readonly #canary: Canary;
  readonly #now: () => number;
  readonly #hosts = new HostWatch();
  #asked: Promise<boolean> | undefined;
  #trustedUntilMs = 0;

  constructor({ canary, now }: { readonly canary: Canary; readonly now: () => number }) {
    this.#canary = canary;
    this.#now = now;
  }

  /** Every call is noted, so that a failure can be seen beside the others. */
  note(url: string, attempt: Attempt): void {
    this.#hosts.note(new URL(url).host, mayBeOurFault(attempt), this.#now());
  }

  /** @returns true when the failure must not be held against the receiver */
  async isOurs(attempt: Attempt): Promise<boolean> {
    return mayBeOurFault(attempt) && this.wayOutFails();
  }

  /** Whether receivers seem slow or silent because our own way out is. */
  async wayOutFails(): Promise<boolean> {
    return this.#hosts.isSuspicious(this.#now()) || !(await this.#canaryAnswers());
  }

  /** As `isOurs`, by what the canary says now: where a webhook would be disabled, what it said seconds ago is too old. */
  isOursNow(attempt: Attempt): Promise<boolean> {
    this.#trustedUntilMs = Math.min(this.#trustedUntilMs, this.#now());
    return this.isOurs(attempt);
  }

  #canaryAnswers(): Promise<boolean> {
    const askedAtMs = this.#now();
    if (this.#asked !== undefined && askedAtMs < this.#trustedUntilMs) return this.#asked;
    this.#trustedUntilMs = Number.POSITIVE_INFINITY;
    this.#asked = this.#canary.answers().then(
      answers => {
        this.#trustedUntilMs = this.#now() + (answers ? trustMs.answers : trustMs.isSilent);
        return answers;
      },
      () => {
        this.#trustedUntilMs = 0;
        return false;
      },
    );
    return this.#asked;
  }
}
