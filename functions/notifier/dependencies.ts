import type { ContactStore } from '../domain/contact-store.ts';
import type { Mailer } from '../domain/mail.ts';
import type { NoticeMarks } from '../domain/notices/notice-marks.ts';
import type { DeliveryStore, Log, WebhookStore } from '../domain/ports.ts';

export interface NotifierDependencies {
  readonly webhooks: Pick<WebhookStore, 'find'>;
  readonly deliveries: Pick<DeliveryStore, 'find'>;
  readonly contacts: Pick<ContactStore, 'ofCompany'>;
  readonly marks: NoticeMarks;
  readonly mailer: Mailer;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Of the management API, without a slash at its end. */
  readonly apiUrl: string;
  /** A page of the operator's, with `{webhookId}` in it; empty when there is none. */
  readonly linkTemplate: string;
  /** What the operator calls a company. */
  readonly companyNoun: string;
}
