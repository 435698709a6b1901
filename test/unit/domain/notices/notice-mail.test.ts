import { describe, expect, it } from 'vitest';
import { invite, unsubscribeToken } from '../../../../functions/domain/contact.ts';
import type { Attempt } from '../../../../functions/domain/delivery.ts';
import { confirmationMail } from '../../../../functions/domain/notices/confirmation-mail.ts';
import { mailOf } from '../../../../functions/domain/notices/mail-layout.ts';
import type { Notice } from '../../../../functions/domain/notices/notice.ts';
import { noticeMail } from '../../../../functions/domain/notices/notice-mail.ts';

const apiUrl = 'https://api.example';
const webhook = {
  id: 'whk_01kdvdnt000000000000000000',
  name: 'Tasks to CRM',
  url: 'https://receiver.example.com:8443/in/secret-path?key=secret',
};
const contact = invite(
  { companyId: 'acme', email: 'ops@acme.example', token: 't', unsubscribeKey: 'k', nowMs: 0 },
  undefined,
);
const disabled: Notice = {
  kind: 'disabled',
  webhookId: webhook.id,
  companyId: 'acme',
  entry: {
    version: 3,
    at: '2026-01-09T14:05:12.345Z',
    from: 'failing',
    to: 'disabled',
    reason: 'failures',
    by: 'delivery:dlv_1',
    holdUntil: '2026-01-12T14:05:12.345Z',
  },
};
const attempt: Attempt = {
  at: '2026-01-09T14:05:00.000Z',
  durationMs: 31,
  status: 503,
  error: null,
  errorDetail: null,
  responseBody: '<script>alert(1)</script>',
  retryAfter: null,
  certificateExpiresAt: null,
};
const unsubscribe = `${apiUrl}/v1/contacts/${contact.id}/unsubscribe?token=${unsubscribeToken(contact)}`;

const mail = (notice: Partial<Notice> = {}, more: Partial<Parameters<typeof noticeMail>[0]> = {}) =>
  noticeMail({
    notice: { ...disabled, ...notice },
    webhook,
    contact,
    lastFailure: attempt,
    apiUrl,
    linkTemplate: 'https://app.example.com/hooks/{webhookId}?tab=health',
    companyNoun: 'company',
    ...more,
  });

it('a notice says what happened, the last answer, what to do, and where', () => {
  expect(mail()).toMatchObject({
    to: 'ops@acme.example',
    subject: 'Webhook "Tasks to CRM" was disabled',
    text: `Your webhook "Tasks to CRM" was disabled.
A delivery failed five times, and so did a health check (2026-01-09 14:05 UTC). New events are held until 2026-01-12 14:05 UTC.
Last answer: status 503, 2026-01-09 14:05 UTC
What to do: mend the receiver. While events are held it is checked again and again, unless that is switched off for this webhook; to be quicker, enable the webhook.
Webhook: Tasks to CRM (whk_01kdvdnt000000000000000000)
Company: acme
Receiver: receiver.example.com:8443

Open the webhook: https://app.example.com/hooks/whk_01kdvdnt000000000000000000?tab=health

--
You get this mail because this address was confirmed for notices of the webhooks of "acme".
Unsubscribe: ${unsubscribe}
`,
  });
});

it('its button for unsubscribing is as RFC 8058 has it', () => {
  expect(mail().headers).toEqual({
    'List-Unsubscribe': `<${unsubscribe}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
});

it.each<[Partial<Notice>, string, string[]]>([
  [
    { kind: 'failing-long' },
    'Webhook "Tasks to CRM" is failing',
    ['New events are held, and nothing is lost', 'status from 200 to 299', 'Last answer: status 503'],
  ],
  [
    { entry: { ...disabled.entry, reason: 'gone' } },
    'Webhook "Tasks to CRM" was disabled',
    ['answered 410 Gone', 'If it is not, delete it.', 'held until 2026-01-12 14:05 UTC'],
  ],
  [
    { kind: 'hold-period-over' },
    'Webhook "Tasks to CRM" gets no more events',
    ['no longer kept', 'then enable the webhook'],
  ],
  [{ kind: 'recovered' }, 'Webhook "Tasks to CRM" has recovered', ['You need not do anything.']],
])('%j', (notice, subject, texts) => {
  const { text, html, subject: actual } = mail(notice);
  expect(actual).toBe(subject);
  for (const part of texts) {
    expect(text).toContain(part);
    if (!part.startsWith('Last')) expect(html).toContain(part);
  }
});

it('after a recovery the last failure is of no interest', () => {
  expect(mail({ kind: 'recovered' }).text).not.toContain('Last answer');
  expect(mail({}, { lastFailure: undefined }).text).not.toContain('Last answer');
});

it('without an answer, the reason is told', () => {
  const noAnswer: Attempt = {
    ...attempt,
    status: null,
    error: 'connect',
    errorDetail: 'connection refused (ECONNREFUSED)',
  };
  const { text } = mail({}, { lastFailure: noAnswer });
  expect(text).toContain('Last answer: none: connection refused (ECONNREFUSED), 2026-01-09 14:05 UTC');
});

describe("others' texts", () => {
  const nasty = '<img src=x onerror="alert(1)">&\'';

  it('are escaped in HTML, and the path of the URL is told to nobody', () => {
    const { html, text } = mail({ companyId: nasty }, { webhook: { ...webhook, name: nasty } });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;');
    expect(text).toContain(nasty);
    for (const part of [html, text]) expect(part).not.toContain('secret');
  });

  it('end no line and no header', () => {
    const name = 'a\r\nBcc: everybody@example.com\u2028b';
    const { subject, text } = mail({}, { webhook: { ...webhook, name } });
    expect(subject).toBe('Webhook "a Bcc: everybody@example.com b" was disabled');
    expect(text.split('\n')[0]).toBe('Your webhook "a Bcc: everybody@example.com b" was disabled.');
  });

  it('in a link stay in the link', () => {
    const { html } = mail({}, { linkTemplate: 'https://app.example.com/?q="><script>{webhookId}' });
    expect(html).toContain(`href="https://app.example.com/?q=&quot;&gt;&lt;script&gt;${webhook.id}"`);
  });
});

it('without a page of the operator there is no link', () => {
  expect(mail({}, { linkTemplate: '' }).text).not.toContain('Open the webhook');
});

it('a confirmation mail says who asks, has the link, and no way to unsubscribe', () => {
  const { to, subject, text, html, headers } = confirmationMail(apiUrl, contact, 'tok_-1');
  expect([to, subject, headers]).toEqual([
    'ops@acme.example',
    'Confirm that you want notices of webhooks',
    {},
  ]);
  const link = `${apiUrl}/v1/contacts/${contact.id}/confirm?token=tok_-1`;
  expect(text).toContain(`Confirm this address: ${link}\n`);
  expect(text).toContain('webhooks of "acme"');
  expect(html).toContain(`<a href="${link}">Confirm this address</a>`);
});

it('a mail without links has none', () => {
  const { text, html } = mailOf({ to: 'a@b.example', subject: 's', lines: ['l'], footer: 'f' });
  expect(text).toBe('l\n\n--\nf\n');
  expect(html).not.toContain('<a ');
});

it('a notice calls a company as the operator does', () => {
  expect(mail({}, { companyNoun: 'organization' }).text).toContain('\nOrganization: acme\n');
});
