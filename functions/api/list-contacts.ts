import type { ContactListView, ContactsQuery } from '../domain/wire/contact-schema.ts';
import type { ApiDeps } from './deps.ts';
import { checkHolds } from './held-companies.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { contactView } from './views.ts';

/** More than there may be. */
const limit = 100;

export async function listContacts(
  { key, query: { companyId } }: OperationRequest<unknown, ContactsQuery>,
  { contacts }: Pick<ApiDeps, 'contacts'>,
): Promise<Answer> {
  checkHolds(key, companyId, '?companyId');
  const items = (await contacts.ofCompany(companyId, limit)).map(contactView);
  return { status: 200, body: { items } satisfies ContactListView };
}
