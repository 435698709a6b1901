import type { Contact } from './contact.ts';

/** The addresses that notices are sent to. */
export interface ContactStore {
  /** Consistent. */
  find(id: string): Promise<Contact | undefined>;
  /** Oldest first, at most `limit` (eventually consistent). */
  ofCompany(companyId: string, limit: number): Promise<Contact[]>;
  /** Writes a contact, if it is still as it was read. @param before `undefined` when there was none @returns false when it is not */
  save(contact: Contact, before: Contact | undefined): Promise<boolean>;
  /** It is gone, with its address; nothing happens when it is so already. */
  remove(id: string): Promise<void>;
  /** Counts a confirmation mail of a company. @param day `2026-01-31` @returns false when it has had `most` on that day */
  admitMail(companyId: string, day: string, most: number): Promise<boolean>;
}
