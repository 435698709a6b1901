import type { Contact } from '../contact.ts';
import type { Mail } from '../mail.ts';
import { confirmUrl } from './contact-links.ts';
import { mailOf } from './mail-layout.ts';

/** Says nothing but what has to be said: whoever gets it may never have asked for it. */
export function confirmationMail(apiUrl: string, contact: Contact, token: string): Mail {
  return mailOf({
    to: contact.email,
    subject: 'Confirm that you want notices of webhooks',
    lines: [
      `Somebody who manages the webhooks of "${contact.companyId}" asked that notices of them be sent to this address: when one of them fails, is disabled or has recovered.`,
      'If that is right, open the page and press the button, within 48 hours. If it is not, do nothing: no more mail will come.',
    ],
    link: { label: 'Confirm this address', url: confirmUrl(apiUrl, contact, token) },
    footer: 'This mail was sent once, to ask for your confirmation.',
  });
}
