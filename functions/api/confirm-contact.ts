import { contactChange } from '../domain/audit/audited-contact.ts';
import { confirm, isContactId } from '../domain/contact.ts';
import type { TokenQuery } from '../domain/wire/contact-schema.ts';
import { contactPage } from './contact-page.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

/** Says nothing of what there is: anybody can come here. */
export async function showConfirmation(): Promise<Answer> {
  return contactPage({
    status: 200,
    title: 'Confirm this address',
    text: 'Press the button if notices of webhooks are to be sent to your address.',
    button: 'Confirm',
  });
}

const notGood = contactPage({
  status: 404,
  title: 'This link is not good any more',
  text: 'Links in confirmation mails are good for 48 hours, and only the newest of them is. Ask for a new one.',
});

/** The link of a confirmation mail, and the button on its page. */
export async function confirmContact(
  { id, audit, query: { token } }: OperationRequest<unknown, TokenQuery>,
  { contacts, now }: Pick<ApiDeps, 'contacts' | 'now'>,
): Promise<Answer> {
  const before = isContactId(id) ? await contacts.find(id) : undefined;
  const after = before === undefined ? undefined : confirm(before, token, now());
  if (before === undefined || after === undefined) return notGood;
  if (after !== before) {
    await audit.record(contactChange(before, after));
    if (!(await contacts.save(after, before))) {
      audit.withdraw();
      return notGood;
    }
  }
  return contactPage({
    status: 200,
    title: 'Your address is confirmed',
    text: 'Notices of webhooks will be sent to it. Every one of them has a link by which you can end that.',
  });
}
