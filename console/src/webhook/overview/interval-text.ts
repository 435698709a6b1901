import type { Statistics } from '../../../../client/api/client.ts';
import type { Language } from '../../language/words.ts';

type Length = Statistics['by'];

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const shortForm: Readonly<Record<Length, Intl.DateTimeFormatOptions>> = {
  'five-minutes': clock,
  hour: clock,
  // The service counts days of UTC: in another zone they would have the wrong name.
  day: { day: 'numeric', month: 'short', timeZone: 'UTC' },
};

const longForm: Readonly<Record<Length, Intl.DateTimeFormatOptions>> = {
  'five-minutes': clock,
  hour: { ...clock, day: 'numeric', month: 'short' },
  day: { ...shortForm.day, weekday: 'short' },
};

interface IntervalText {
  /** Below an axis. */
  readonly short: string;
  /** By itself. */
  readonly long: string;
}

/**
 * When an interval begins.
 * @param at RFC 3339
 * @param timeZone of hours and minutes @default that of whoever looks
 */
export function intervalText(language: Language, at: string, by: Length, timeZone?: string): IntervalText {
  const zone = by === 'day' || timeZone === undefined ? {} : { timeZone };
  const format = (form: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...form, ...zone }).format(new Date(at));
  return { short: format(shortForm[by]), long: format(longForm[by]) };
}
