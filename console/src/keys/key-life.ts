import type { Key } from '../../../client/api/client.ts';

const dayMs = 86_400_000;
const soonMs = 7 * dayMs;

/** How long a new key may be valid, in days; 0: without end. */
export const validDays = [0, 7, 30, 90, 365] as const;

/** How long the old key stays valid beside the new one, in hours; the service takes at most a week. */
export const overlapHours = [0, 1, 24, 72, 168] as const;

export type KeyState = 'valid' | 'endsSoon' | 'expired';

export function keyState({ expiresAt }: Pick<Key, 'expiresAt'>, nowMs: number): KeyState {
  if (expiresAt === null) return 'valid';
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (leftMs <= 0) return 'expired';
  return leftMs < soonMs ? 'endsSoon' : 'valid';
}

/** @returns RFC 3339; undefined: without end */
export function expiryAfter(days: number, nowMs: number): string | undefined {
  return days === 0 ? undefined : new Date(nowMs + days * dayMs).toISOString();
}

/** Ids of companies that somebody wrote down, with commas or spaces in between. */
export function companyIdsIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(id => id !== ''))];
}
