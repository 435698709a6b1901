import type { HistoryEntry } from '../../../client/api/client.ts';
import { dayMs, hourMs } from './delivery-filter.ts';

/** RFC 3339, UTC. */
export interface MissedWindow {
  readonly from: string;
  readonly to: string;
}

/** From here on a webhook was not called as it should be. */
const troubles: ReadonlySet<HistoryEntry['change']> = new Set(['failing', 'disabled', 'paused']);

/** It takes several failures to find that a webhook fails: the events of the first ones are older. */
const beforeMs = hourMs;

/**
 * The window in which something may have been missed: since the webhook last stopped working; without such a time, the last day.
 * @param history newest first
 */
export function missedWindow(history: readonly HistoryEntry[], nowMs: number): MissedWindow {
  const to = new Date(nowMs).toISOString();
  const start = troubleStart(history);
  const fromMs = start === undefined ? nowMs - dayMs : Date.parse(start) - beforeMs;
  return { from: new Date(fromMs).toISOString(), to };
}

/** When the newest stretch of trouble began: failing, then disabled, is one. */
function troubleStart(history: readonly HistoryEntry[]): string | undefined {
  const newest = history.findIndex(({ change }) => troubles.has(change));
  if (newest === -1) return undefined;
  const before = history.slice(newest);
  const wasFine = before.findIndex(({ from }) => from === 'active' || from === null);
  return before[wasFine === -1 ? 0 : wasFine]?.at;
}
