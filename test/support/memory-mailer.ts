import type { Mail, Mailer } from '../../functions/domain/mail.ts';

/** Keeps what was sent. */
export class MemoryMailer implements Mailer {
  readonly sent: Mail[] = [];
  /** What is thrown at a mail, if anything. */
  failure: (mail: Mail) => Error | undefined = () => undefined;

  async send(mail: Mail): Promise<void> {
    const failure = this.failure(mail);
    if (failure !== undefined) throw failure;
    this.sent.push(mail);
  }
}
