import { contactChange } from '../domain/audit/audited-contact.ts';
import { isContactId, unsubscribe } from '../domain/contact.ts';
import { ProblemError } from '../domain/errors.ts';
import type { TokenQuery } from '../domain/wire/contact-schema.ts';
import { contactPage } from './contact-page.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

/** Somebody else may write at the same time, once or twice. */
const maxTries = 3;

export async function showUnsubscription(): Promise<Answer> {
  return contactPage({
    status: 200,
    title: 'Unsubscribe',
    text: 'Press the button if no more notices of webhooks are to be sent to your address.',
    button: 'Unsubscribe',
  });
}

const notGood = contactPage({
  status: 404,
  title: 'This link is not good any more',
  text: 'Your address is no longer entered for notices, or the link is incomplete.',
});

const done = contactPage({
  status: 200,
  title: 'You are unsubscribed',
  text: 'No more notices will be sent to your address.',
});

/** The button of mail programs, which POST without a person's look at the page (RFC 8058), and the one on the page. */
export async function unsubscribeContact(
  { id, audit, query: { token } }: OperationRequest<unknown, TokenQuery>,
  { contacts }: Pick<ApiDeps, 'contacts'>,
): Promise<Answer> {
  for (let tried = 0; tried < maxTries; tried++) {
    const before = isContactId(id) ? await contacts.find(id) : undefined;
    const after = before === undefined ? undefined : unsubscribe(before, token);
    if (after === undefined) return notGood;
    if (before?.status === after.status) {
      audit.withdraw();
      return done;
    }
    await audit.record(contactChange(before, after));
    if (await contacts.save(after, before)) return done;
  }
  throw new ProblemError('conflict', 'The contact was changed at the same time. Try again.');
}
