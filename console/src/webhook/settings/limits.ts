import type { WebhookDetails } from '../../../../client/api/client.ts';

export type LimitName = keyof Omit<WebhookDetails['options'], 'autoRecover'>;

export interface Limit {
  readonly name: LimitName;
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

/** What an owner may set, within which bounds: those of `functions/domain/wire/options-schema.ts`. */
export const limits: readonly Limit[] = [
  { name: 'timeoutSeconds', least: 1, most: 30, isWhole: false },
  { name: 'callsPerSecond', least: 0.1, most: 1000, isWhole: false },
  { name: 'concurrentCalls', least: 1, most: 100, isWhole: true },
  { name: 'failingAfter', least: 2, most: 20, isWhole: true },
  { name: 'holdPeriodHours', least: 1, most: 336, isWhole: true },
];

/** A number as people enter it, with a comma or a point; `null` for nothing. */
export function numberOf(text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  return trimmed === '' ? null : Number(trimmed);
}

export function isWithin({ least, most, isWhole }: Limit, text: string): boolean {
  const value = numberOf(text);
  if (value === null) return true;
  return value >= least && value <= most && (!isWhole || Number.isInteger(value));
}
