import { durationText } from '../../language/time-text.ts';
import type { Language } from '../../language/words.ts';

/** Of what is not known. */
export const noNumber = '—';

/** `99.4%`. Rounded down, so that it says 100 % only when nothing has failed. @param rate 0 to 1 */
export function rateText(language: Language, rate: number | null): string {
  if (rate === null) return noNumber;
  const floored = Math.floor(rate * 1000) / 1000;
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(floored);
}

/** `12,345` */
export function countText(language: Language, count: number): string {
  return new Intl.NumberFormat(language).format(count);
}

export function durationOrNone(language: Language, milliseconds: number | null): string {
  return milliseconds === null ? noNumber : durationText(language, milliseconds);
}
