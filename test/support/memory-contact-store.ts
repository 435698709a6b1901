import type { Contact } from '../../functions/domain/contact.ts';
import type { ContactStore } from '../../functions/domain/contact-store.ts';

/** Contacts in memory, under the conditions that the port states. */
export class MemoryContactStore implements ContactStore {
  readonly contacts = new Map<string, Contact>();
  /** Confirmation mails by company and day. */
  readonly mails = new Map<string, number>();

  async find(id: string): Promise<Contact | undefined> {
    return this.contacts.get(id);
  }

  async ofCompany(companyId: string, limit: number): Promise<Contact[]> {
    return [...this.contacts.values()]
      .filter(contact => contact.companyId === companyId)
      .sort((a, b) => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1))
      .slice(0, limit);
  }

  async save(contact: Contact, before: Contact | undefined): Promise<boolean> {
    const current = this.contacts.get(contact.id);
    if (current?.status !== before?.status || current?.tokenHash !== before?.tokenHash) return false;
    this.contacts.set(contact.id, contact);
    return true;
  }

  async remove(id: string): Promise<void> {
    this.contacts.delete(id);
  }

  async admitMail(companyId: string, day: string, most: number): Promise<boolean> {
    const key = `${companyId} ${day}`;
    const count = this.mails.get(key) ?? 0;
    if (count >= most) return false;
    this.mails.set(key, count + 1);
    return true;
  }
}
