import { contactChange } from '../domain/audit/audited-contact.ts';
import { type Contact, contactId, invite, tokenBytes, tokenText } from '../domain/contact.ts';
import { AwsCallError, ProblemError } from '../domain/errors.ts';
import type { Mail, Mailer } from '../domain/mail.ts';
import { confirmationMail } from '../domain/notices/confirmation-mail.ts';
import type { ContactInput } from '../domain/wire/contact-schema.ts';
import type { ApiDeps } from './deps.ts';
import { checkHolds } from './held-companies.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { contactView } from './views.ts';

/** Each of them gets a mail of its own for every notice. */
const maxContacts = 20;

/** Whoever is entered by mistake, or out of malice, is not to be flooded. */
const maxMailsPerDay = 10;

const dayMs = 86_400_000;

function mailerOf({ mailer }: ApiDeps): Mailer {
  if (mailer !== undefined) return mailer;
  throw new ProblemError(
    'mail-off',
    'This service sends no mail. Whoever runs it can set noticeSender, the address that mails come from.',
  );
}

/** An address gets notices once it has confirmed that it wants them; entered again before that, it is asked again. */
export async function createContact(
  { key, audit, body: { companyId, email } }: OperationRequest<ContactInput, unknown>,
  deps: ApiDeps,
): Promise<Answer> {
  checkHolds(key, companyId, '/companyId');
  const mailer = mailerOf(deps);
  const before = await deps.contacts.find(contactId(companyId, email));
  if (before?.status === 'confirmed') return { status: 200, body: contactView(before) };
  if (before === undefined) await checkRoom(deps, companyId);
  await checkMails(deps, companyId);
  const token = tokenText(deps.randomBytes(tokenBytes));
  const unsubscribeKey = tokenText(deps.randomBytes(tokenBytes));
  const contact = invite({ companyId, email, token, unsubscribeKey, nowMs: deps.now() }, before);
  await audit.record(contactChange(before, contact));
  if (!(await deps.contacts.save(contact, before))) {
    throw new ProblemError('conflict', 'The contact was changed at the same time. Try again.');
  }
  await send(mailer, confirmationMail(deps.apiUrl, contact, token));
  return { status: 200, body: contactView(contact) };
}

async function checkRoom({ contacts }: ApiDeps, companyId: string): Promise<void> {
  const there: readonly Contact[] = await contacts.ofCompany(companyId, maxContacts);
  if (there.length < maxContacts) return;
  throw new ProblemError(
    'too-many-contacts',
    `The company has ${maxContacts} contacts; at most so many are possible. Delete one, or enter a mailing list.`,
  );
}

async function checkMails({ contacts, now }: ApiDeps, companyId: string): Promise<void> {
  const nowMs = now();
  const day = new Date(nowMs).toISOString().slice(0, 10);
  if (await contacts.admitMail(companyId, day, maxMailsPerDay)) return;
  throw new ProblemError(
    'too-many-mails',
    `The company has had ${maxMailsPerDay} confirmation mails today; no more are sent. Try again tomorrow (UTC).`,
    [],
    { retryAfter: String(Math.ceil((dayMs - (nowMs % dayMs)) / 1000)) },
  );
}

/** The contact waits to be confirmed all the same: entered again, it is asked again. */
async function send(mailer: Mailer, mail: Mail): Promise<void> {
  try {
    await mailer.send(mail);
  } catch (error) {
    if (!(error instanceof AwsCallError) || error.retryable) throw error;
    throw new ProblemError(
      'mail-refused',
      'The mail service takes no mail to this address. Is it spelt right? A new account of Amazon SES sends to verified addresses only.',
    );
  }
}
