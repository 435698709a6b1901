import type { Scheduler } from '../../../local/emulators/sqs/scheduler.ts';
import type { Sqs } from '../../../local/emulators/sqs/sqs.ts';
import { createSqs } from '../../../local/emulators/sqs/sqs.ts';
import type { Store } from '../../../local/emulators/store.ts';
import { openStore } from '../../../local/emulators/store.ts';

/** Time that stands still until a test moves it. */
export class ManualTime implements Scheduler {
  #now: number;
  #due: { readonly at: number; readonly work: () => void }[] = [];

  constructor(startsAt = Date.UTC(2026, 0, 1)) {
    this.#now = startsAt;
  }

  readonly now = (): number => this.#now;

  after(delayMs: number, work: () => void): () => void {
    const entry = { at: this.#now + delayMs, work };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter(other => other !== entry);
    };
  }

  /** Moves time on and runs what is due, in order. */
  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const next = this.#due.filter(entry => entry.at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#due = this.#due.filter(entry => entry !== next);
      this.#now = Math.max(this.#now, next.at);
      next.work();
    }
    this.#now = until;
  }
}

/** A message as the wire carries it, as far as tests look. */
export interface WireMessage {
  readonly MessageId: string;
  readonly Body: string;
  readonly ReceiptHandle: string;
  readonly Attributes: Readonly<Record<string, string>>;
}

/** An emulator in this process, on manual time, with one call per operation. */
export function emulator(time: ManualTime, store: Store = openStore()) {
  const sqs: Sqs = createSqs({
    store,
    region: 'us-east-1',
    accountId: '000000000000',
    baseUrl: () => 'http://127.0.0.1',
    now: time.now,
    scheduler: time,
  });
  const { signal } = new AbortController();
  const url = (name: string): string => `http://127.0.0.1/000000000000/${name}`;
  const call = (operation: string, input: unknown): Promise<unknown> =>
    sqs.handle(operation, input, { signal });
  return {
    sqs,
    call,
    url,
    arn: (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`,
    create: (name: string, attributes: Record<string, string> = {}) =>
      call('CreateQueue', { QueueName: name, Attributes: attributes }),
    send: (name: string, body: string, more: object = {}) =>
      call('SendMessage', { QueueUrl: url(name), MessageBody: body, ...more }),
    receive: async (name: string, more: object = {}): Promise<readonly WireMessage[]> => {
      const input = { QueueUrl: url(name), MaxNumberOfMessages: 10, AttributeNames: ['All'], ...more };
      const output = await call('ReceiveMessage', input);
      return hasMessages(output) ? output.Messages : [];
    },
    remove: (name: string, message: WireMessage) =>
      call('DeleteMessage', { QueueUrl: url(name), ReceiptHandle: message.ReceiptHandle }),
    hide: (name: string, message: WireMessage | undefined, seconds: number) =>
      call('ChangeMessageVisibility', {
        QueueUrl: url(name),
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout: seconds,
      }),
  };
}

function hasMessages(output: unknown): output is { readonly Messages: readonly WireMessage[] } {
  return typeof output === 'object' && output !== null && 'Messages' in output;
}
