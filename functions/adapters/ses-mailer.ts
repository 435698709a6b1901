import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mail, Mailer } from '../domain/mail.ts';
import { translated } from './aws-errors.ts';
import { sdkSettings } from './aws-sdk-settings.ts';

export interface SesMailerOptions {
  /** By default with a client of our time limits, and one try: SES sends a mail twice that it is given twice. */
  readonly client?: SESv2Client;
  /** The address that mails come from. */
  readonly sender: string;
  /** Addresses that bounced or complained get nothing more: https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list-config-level.html */
  readonly configurationSetName: string;
}

const Charset = 'UTF-8';

/** @returns `undefined` without a sender: then no mail is sent at all */
export function sesMailerOf(options: SesMailerOptions): Mailer | undefined {
  return options.sender === '' ? undefined : new SesMailer(options);
}

/** Mailer over Amazon SES. */
export class SesMailer implements Mailer {
  readonly #client: SESv2Client;
  readonly #options: SesMailerOptions;

  constructor(options: SesMailerOptions) {
    this.#client = options.client ?? new SESv2Client({ ...sdkSettings, maxAttempts: 1 });
    this.#options = options;
  }

  /** @throws AwsCallError */
  async send({ to, subject, text, html, headers }: Mail): Promise<void> {
    const { sender, configurationSetName } = this.#options;
    await translated(
      this.#client.send(
        new SendEmailCommand({
          FromEmailAddress: sender,
          ConfigurationSetName: configurationSetName,
          Destination: { ToAddresses: [to] },
          Content: {
            Simple: {
              Subject: { Data: subject, Charset },
              Body: { Text: { Data: text, Charset }, Html: { Data: html, Charset } },
              Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
            },
          },
        }),
      ),
    );
  }
}
