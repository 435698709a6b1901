import type { Attempt } from '../../functions/domain/delivery.ts';
import type { WebhookCall, WebhookCaller } from '../../functions/domain/ports.ts';

/** A receiver that gives the answers it was told, the last one again and again. */
export class MemoryWebhookCaller implements WebhookCaller {
  readonly calls: WebhookCall[] = [];
  answers: readonly Attempt[];
  /** Called during each call, before it is answered. */
  duringCall: () => Promise<void> | void = () => {};

  constructor(...answers: readonly Attempt[]) {
    this.answers = answers;
  }

  async call(call: WebhookCall): Promise<Attempt> {
    this.calls.push(call);
    await this.duringCall();
    const attempt = this.answers[Math.min(this.calls.length, this.answers.length) - 1];
    if (attempt === undefined) throw new Error('the test gave no answer');
    return attempt;
  }
}
