import { endOfInbox, type Inbox } from '../../functions/domain/inbox.ts';
import type { InboxCall } from '../../functions/domain/inbox-call.ts';
import type { InboxCallPage, InboxCalls, InboxStore } from '../../functions/domain/inbox-ports.ts';

const dayMs = 86_400_000;

/** Inboxes in memory. */
export class MemoryInboxStore implements InboxStore {
  readonly inboxes = new Map<string, Inbox>();

  async add(inbox: Inbox): Promise<void> {
    this.inboxes.set(inbox.id, inbox);
  }

  async find(id: string): Promise<Inbox | undefined> {
    return this.inboxes.get(id);
  }

  async ofCompany(companyId: string, nowMs: number, limit: number): Promise<Inbox[]> {
    return [...this.inboxes.values()]
      .filter(inbox => inbox.companyId === companyId && inbox.deletedAt === undefined)
      .filter(inbox => endOfInbox(inbox) > nowMs)
      .sort((a, b) => (`${a.expiresAt} ${a.id}` < `${b.expiresAt} ${b.id}` ? 1 : -1))
      .slice(0, limit);
  }

  async end(id: string, at: string): Promise<void> {
    const inbox = this.inboxes.get(id);
    if (inbox !== undefined && inbox.deletedAt === undefined) {
      this.inboxes.set(id, { ...inbox, deletedAt: at });
    }
  }
}

/** Their calls in memory, for a day of this clock. */
export class MemoryInboxCalls implements InboxCalls {
  readonly calls = new Map<string, InboxCall[]>();
  /** Calls by inbox and hour. */
  readonly hours = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async admit(inboxId: string, hour: string, most: number): Promise<boolean> {
    const key = `${inboxId} ${hour}`;
    const count = this.hours.get(key) ?? 0;
    if (count >= most) return false;
    this.hours.set(key, count + 1);
    return true;
  }

  async add(inboxId: string, call: InboxCall): Promise<void> {
    this.calls.set(inboxId, [...(this.calls.get(inboxId) ?? []), call]);
  }

  async list({ inboxId, limit, before }: InboxCallPage): Promise<InboxCall[]> {
    return (this.calls.get(inboxId) ?? [])
      .filter(({ id, at }) => Date.parse(at) + dayMs > this.#now() && (before === undefined || id < before))
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, limit);
  }
}
