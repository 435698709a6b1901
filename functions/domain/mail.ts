/** One mail to one address. */
export interface Mail {
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Beside those that every mail has. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Mailer {
  /** Resolves when the mail was taken. It is tried once: another try might send it twice. */
  send(mail: Mail): Promise<void>;
}
