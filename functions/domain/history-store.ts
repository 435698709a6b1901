import type { HistoryEntry } from './health-change.ts';

export interface HistoryPage {
  readonly webhookId: string;
  readonly limit: number;
  /** Only entries of lower versions. */
  readonly before?: number;
}

/** What has happened to webhooks, transition by transition. */
export interface HistoryStore {
  /** Keeps an entry, if that version has none yet. */
  add(webhookId: string, entry: HistoryEntry): Promise<void>;
  /** Newest first (eventually consistent, and a little behind the webhook). */
  list(page: HistoryPage): Promise<HistoryEntry[]>;
}
