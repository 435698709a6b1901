import {
  contactInputSchema,
  contactListViewSchema,
  contactsQuerySchema,
  contactViewSchema,
  tokenQuerySchema,
} from '../domain/wire/contact-schema.ts';
import { confirmContact, showConfirmation } from './confirm-contact.ts';
import { createContact } from './create-contact.ts';
import { deleteContact } from './delete-contact.ts';
import { listContacts } from './list-contacts.ts';
import { type Operation, operation } from './operation.ts';
import { showUnsubscription, unsubscribeContact } from './unsubscribe-contact.ts';

/** Who is told by mail. The pages are for people who follow the link in a mail, and need no key. */
export const contactOperations: readonly Operation[] = [
  operation({
    id: 'createContact',
    method: 'POST',
    path: '/v1/contacts',
    summary:
      'Enter an e-mail address for notices of a company’s webhooks. It gets a mail by which it confirms that it wants them.',
    scope: 'webhooks:write',
    body: { schema: contactInputSchema, required: true, contentTypes: ['application/json'] },
    status: 200,
    response: contactViewSchema,
    errors: [
      'malformed-json',
      'payload-too-large',
      'unsupported-media-type',
      'conflict',
      'mail-off',
      'mail-refused',
      'too-many-contacts',
      'too-many-mails',
    ],
    flow: createContact,
  }),
  operation({
    id: 'listContacts',
    method: 'GET',
    path: '/v1/contacts',
    summary: 'List the addresses that are entered for notices of a company’s webhooks, oldest first.',
    scope: 'webhooks:read',
    query: contactsQuerySchema,
    status: 200,
    response: contactListViewSchema,
    errors: [],
    flow: listContacts,
  }),
  operation({
    id: 'deleteContact',
    method: 'DELETE',
    path: '/v1/contacts/{id}',
    summary: 'Take an address out. It gets no more notices, and nothing of it is kept.',
    scope: 'webhooks:write',
    status: 204,
    errors: ['not-found'],
    flow: deleteContact,
  }),
  operation({
    id: 'showConfirmation',
    method: 'GET',
    path: '/v1/contacts/{id}/confirm',
    summary: 'The page that a confirmation mail links to: its button confirms.',
    scope: 'public',
    query: tokenQuerySchema,
    isPage: true,
    status: 200,
    errors: [],
    flow: showConfirmation,
  }),
  operation({
    id: 'confirmContact',
    method: 'POST',
    path: '/v1/contacts/{id}/confirm',
    summary: 'Confirm that an address wants notices, by the token in the mail that it got.',
    scope: 'public',
    query: tokenQuerySchema,
    isPage: true,
    status: 200,
    errors: [],
    flow: confirmContact,
  }),
  operation({
    id: 'showUnsubscription',
    method: 'GET',
    path: '/v1/contacts/{id}/unsubscribe',
    summary: 'The page that every notice links to: its button unsubscribes.',
    scope: 'public',
    query: tokenQuerySchema,
    isPage: true,
    status: 200,
    errors: [],
    flow: showUnsubscription,
  }),
  operation({
    id: 'unsubscribeContact',
    method: 'POST',
    path: '/v1/contacts/{id}/unsubscribe',
    summary: 'End the notices to an address: what the button of mail programs calls, too (RFC 8058).',
    scope: 'public',
    query: tokenQuerySchema,
    isPage: true,
    status: 200,
    errors: ['conflict'],
    flow: unsubscribeContact,
  }),
];
