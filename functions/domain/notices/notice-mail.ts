import type { Contact } from '../contact.ts';
import type { Attempt } from '../delivery.ts';
import type { Mail } from '../mail.ts';
import { capitalized } from '../nouns.ts';
import type { Webhook } from '../webhook.ts';
import { unsubscribeUrl } from './contact-links.ts';
import { type MailLine, mailOf } from './mail-layout.ts';
import type { Notice, NoticeKind } from './notice.ts';

export interface NoticeMailInput {
  readonly notice: Notice;
  readonly webhook: Pick<Webhook, 'id' | 'name' | 'url'>;
  readonly contact: Contact;
  /** The failed call behind it; `undefined` when there is no record of one. */
  readonly lastFailure: Attempt | undefined;
  /** Of the management API, without a slash at its end. */
  readonly apiUrl: string;
  /** A page of the operator's, with `{webhookId}` in it; empty when there is none. */
  readonly linkTemplate: string;
  /** What the operator calls a company. */
  readonly companyNoun: string;
}

const headlines: Readonly<Record<NoticeKind, string>> = {
  'failing-long': 'is failing',
  disabled: 'was disabled',
  'hold-period-over': 'gets no more events',
  recovered: 'has recovered',
};

/** 2026-01-31 09:30 UTC */
function readable(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

function whatHappened({ kind, entry }: Notice): string {
  const at = readable(entry.at);
  const until = entry.holdUntil === null ? '' : ` until ${readable(entry.holdUntil)}`;
  switch (kind) {
    case 'failing-long':
      return `Its receiver has not taken a call for a while (as of ${at}). New events are held, and nothing is lost; the receiver is checked again and again, and gets what was held as soon as it answers.`;
    case 'disabled':
      return entry.reason === 'gone'
        ? `Its receiver answered 410 Gone, which says that it wants no more calls (${at}). New events are held${until}.`
        : `A delivery failed five times, and so did a health check (${at}). New events are held${until}.`;
    case 'hold-period-over':
      return `It has been disabled for as long as events are held (${at}). New events are no longer kept for it; those that were held still are.`;
    case 'recovered':
      return `Its receiver takes calls again (${at}). What was held is being delivered or has been.`;
  }
}

function whatToDo({ kind, entry }: Notice): string {
  if (kind === 'recovered') return 'You need not do anything.';
  if (kind === 'failing-long')
    return 'What to do: see to it that the receiver answers with a status from 200 to 299.';
  return entry.reason === 'gone' || kind === 'hold-period-over'
    ? 'What to do: if the webhook is still wanted, mend the receiver, then enable the webhook. If it is not, delete it.'
    : 'What to do: mend the receiver. While events are held it is checked again and again, unless that is switched off for this webhook; to be quicker, enable the webhook.';
}

function lastAnswer({ at, status, error, errorDetail }: Attempt): string {
  const what = status === null ? `none: ${errorDetail ?? error ?? 'unknown'}` : `status ${status}`;
  return `${what}, ${readable(at)}`;
}

/** Paths of URLs may hold secrets. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

/** What a contact is told. Names and answers are others' texts: they come out escaped. */
export function noticeMail(input: NoticeMailInput): Mail {
  const { notice, webhook, contact, lastFailure, apiUrl, linkTemplate, companyNoun } = input;
  const isOver = notice.kind === 'recovered';
  const lines: MailLine[] = [
    `Your webhook "${webhook.name}" ${headlines[notice.kind]}.`,
    whatHappened(notice),
    ...(isOver || lastFailure === undefined
      ? []
      : [{ label: 'Last answer', value: lastAnswer(lastFailure) }]),
    whatToDo(notice),
    { label: 'Webhook', value: `${webhook.name} (${webhook.id})` },
    { label: capitalized(companyNoun), value: notice.companyId },
    { label: 'Receiver', value: hostOf(webhook.url) },
  ];
  const link = linkTemplate.replaceAll('{webhookId}', encodeURIComponent(webhook.id));
  return mailOf({
    to: contact.email,
    subject: `Webhook "${webhook.name}" ${headlines[notice.kind]}`,
    lines,
    ...(link === '' ? {} : { link: { label: 'Open the webhook', url: link } }),
    footer: `You get this mail because this address was confirmed for notices of the webhooks of "${notice.companyId}".`,
    unsubscribeUrl: unsubscribeUrl(apiUrl, contact),
  });
}
