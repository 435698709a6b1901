import * as z from 'zod/mini';
import type { Contact } from '../domain/contact.ts';
import type { Item } from './dynamodb-client.ts';
import { text } from './health-item.ts';

/** Partition of `byCompany`. */
export function contactsKey(companyId: string): string {
  return `CONTACT#${companyId}`;
}

export function contactKey(id: string): Item {
  return { pk: { S: `CONTACT#${id}` }, sk: { S: 'CONTACT' } };
}

const contactSchema = z.object({
  id: text,
  companyId: text,
  email: text,
  status: z.pipe(text, z.enum(['unconfirmed', 'confirmed', 'unsubscribed'])),
  tokenHash: text,
  tokenExpiresAt: text,
  unsubscribeKey: text,
  createdAt: text,
  confirmedAt: z.exactOptional(text),
});

export function contactItem(contact: Contact): Item {
  const { id, companyId, createdAt, confirmedAt } = contact;
  return {
    ...contactKey(id),
    companyKey: { S: contactsKey(companyId) },
    companySort: { S: `${createdAt} ${id}` },
    id: { S: id },
    companyId: { S: companyId },
    email: { S: contact.email },
    status: { S: contact.status },
    tokenHash: { S: contact.tokenHash },
    tokenExpiresAt: { S: contact.tokenExpiresAt },
    unsubscribeKey: { S: contact.unsubscribeKey },
    createdAt: { S: createdAt },
    ...(confirmedAt === undefined ? {} : { confirmedAt: { S: confirmedAt } }),
  };
}

/** @throws the schema's error for an item that is no contact */
export function contactOf(item: Item): Contact {
  return contactSchema.parse(item);
}
