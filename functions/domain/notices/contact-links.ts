import { type Contact, unsubscribeToken } from '../contact.ts';

/** @param apiUrl of the management API, without a slash at its end */
export function confirmUrl(apiUrl: string, { id }: Pick<Contact, 'id'>, token: string): string {
  return `${apiUrl}/v1/contacts/${id}/confirm?token=${token}`;
}

/** The page with the button, and where the button and mail programs POST. */
export function unsubscribeUrl(apiUrl: string, contact: Contact): string {
  return `${apiUrl}/v1/contacts/${contact.id}/unsubscribe?token=${unsubscribeToken(contact)}`;
}
