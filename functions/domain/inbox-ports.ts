import type { Inbox } from './inbox.ts';
import type { InboxCall } from './inbox-call.ts';

export interface InboxStore {
  add(inbox: Inbox): Promise<void>;
  /** Consistent; also one that has expired or was deleted, for as long as callers are told that it is gone. */
  find(id: string): Promise<Inbox | undefined>;
  /** Those that are live then, newest first, at most `limit` (eventually consistent). */
  ofCompany(companyId: string, nowMs: number, limit: number): Promise<Inbox[]>;
  /** It is no longer live; nothing happens when there is none. @param at RFC 3339, UTC, milliseconds */
  end(id: string, at: string): Promise<void>;
}

export interface InboxCallPage {
  readonly inboxId: string;
  readonly limit: number;
  /** Only calls with ids before this one. */
  readonly before?: string;
}

/** The calls that inboxes have got, for a day. */
export interface InboxCalls {
  /** Counts a call. @param hour `2026-01-31T23` @returns false when the inbox has had `most` in that hour */
  admit(inboxId: string, hour: string, most: number): Promise<boolean>;
  add(inboxId: string, call: InboxCall): Promise<void>;
  /** Newest first, consistent. */
  list(page: InboxCallPage): Promise<InboxCall[]>;
}
