import type { Contact } from '../contact.ts';
import type { ChangeKind, HistoryEntry } from '../health-change.ts';

/** What owners are told of. `recovered` only if they were told of what it ends. */
export const noticeKinds = ['failing-long', 'disabled', 'hold-period-over', 'recovered'] as const;
export type NoticeKind = Extract<ChangeKind, (typeof noticeKinds)[number]>;

/** An event of the operations bus that becomes mails. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly webhookId: string;
  readonly companyId: string;
  readonly entry: Omit<HistoryEntry, 'change'>;
}

/** Names one mail: of one transition, to one contact. */
export interface NoticeKey {
  readonly webhookId: string;
  readonly version: number;
  readonly contactId: string;
}

export function noticeKey({ webhookId, entry }: Notice, { id }: Pick<Contact, 'id'>): NoticeKey {
  return { webhookId, version: entry.version, contactId: id };
}

/**
 * The mail that must have gone out before this one makes sense: what has recovered was failing for long or disabled in the
 * transition just before. `undefined` for one that stands for itself.
 */
export function precondition(notice: Notice, contact: Pick<Contact, 'id'>): NoticeKey | undefined {
  if (notice.kind !== 'recovered') return undefined;
  const key = noticeKey(notice, contact);
  return { ...key, version: key.version - 1 };
}
