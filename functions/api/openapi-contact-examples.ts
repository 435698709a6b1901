import { contactId } from '../domain/contact.ts';
import type { ContactInput, ContactListView, ContactView } from '../domain/wire/contact-schema.ts';

const input = { companyId: 'acme', email: 'operations@acme.example' } satisfies ContactInput;

const contact = {
  id: contactId(input.companyId, input.email),
  ...input,
  status: 'unconfirmed',
  createdAt: '2026-01-07T09:30:00.000Z',
  confirmedAt: null,
} satisfies ContactView;

/** By operation id: see `openapi-examples.ts`. */
export const contactExamples = {
  createContact: { request: input, answer: contact },
  listContacts: {
    answer: {
      items: [{ ...contact, status: 'confirmed', confirmedAt: '2026-01-07T09:41:17.208Z' }],
    } satisfies ContactListView,
  },
};
