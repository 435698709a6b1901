import { contactChange } from '../domain/audit/audited-contact.ts';
import { covers, nounOf } from '../domain/caller.ts';
import { isContactId } from '../domain/contact.ts';
import { ProblemError } from '../domain/errors.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

export async function deleteContact(
  { key, id, audit }: OperationRequest<unknown, unknown>,
  { contacts }: Pick<ApiDeps, 'contacts'>,
): Promise<Answer> {
  const contact = isContactId(id) ? await contacts.find(id) : undefined;
  if (contact === undefined || !covers(key, [contact.companyId])) {
    throw new ProblemError('not-found', `No such contact, or this ${nounOf(key)} does not hold its company.`);
  }
  await audit.record(contactChange(contact, undefined));
  await contacts.remove(id);
  return { status: 204 };
}
