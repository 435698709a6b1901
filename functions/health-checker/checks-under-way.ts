import type { DueCheck } from '../domain/ports.ts';
import type { Agenda } from './agenda.ts';
import type { CheckerDependencies } from './dependencies.ts';
import { seeToWebhook } from './see-to-webhook.ts';

/** What a run has begun and not finished: so many at once that one slow receiver holds up no other. */
export class ChecksUnderWay {
  readonly #deps: CheckerDependencies;
  readonly #agenda: Agenda;
  readonly #running = new Map<string, Promise<void>>();
  #failures = 0;

  constructor(deps: CheckerDependencies, agenda: Agenda) {
    this.#deps = deps;
    this.#agenda = agenda;
  }

  get isEmpty(): boolean {
    return this.#running.size === 0;
  }

  get failures(): number {
    return this.#failures;
  }

  has({ webhookId }: DueCheck): boolean {
    return this.#running.has(webhookId);
  }

  /** Begins as many as may be under way. */
  begin(due: readonly DueCheck[]): void {
    for (const one of due.slice(0, this.#deps.checksAtOnce - this.#running.size)) this.#begin(one);
  }

  /** @returns once any of them is over, or the time has passed */
  async anyOrAfter(ms: number): Promise<void> {
    await Promise.race([...this.#running.values(), this.#deps.wait(ms)]);
  }

  async all(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  #begin(due: DueCheck): void {
    const { webhookId } = due;
    this.#agenda.markBegun(due);
    const work = seeToWebhook(this.#deps, webhookId)
      .then(dueAt => {
        if (dueAt !== undefined) this.#agenda.addAgain({ webhookId, dueAt });
      })
      .catch(error => {
        this.#failures += 1;
        this.#deps.log.error('a webhook was not seen to', { webhookId, error });
      })
      .finally(() => this.#running.delete(webhookId));
    this.#running.set(webhookId, work);
  }
}
