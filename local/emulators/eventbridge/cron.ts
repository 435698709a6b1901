import type { Schedule } from './schedule-expression.ts';

interface Field {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const minute: Field = { least: 0, most: 59 };
const hour: Field = { least: 0, most: 23 };
const dayOfMonth: Field = { least: 1, most: 31 };
const month: Field = { least: 1, most: 12, names: months };
const dayOfWeek: Field = { least: 1, most: 7, names: weekdays };
const year: Field = { least: 1970, most: 2199 };
const dayMs = 86_400_000;
/** Four centuries of leap days repeat; eight years hold every combination of date and weekday that is asked for. */
const searchedDays = 366 * 8;

/**
 * Reads the six fields of a cron expression; undefined when they are not valid. The letters L, W and # are not
 * emulated, and so are refused:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html#eb-cron-expressions
 */
export function parseCron(source: string): Schedule | undefined {
  const fields = source.trim().split(/\s+/);
  const [
    minutesText = '',
    hoursText = '',
    daysText = '',
    monthsText = '',
    weekdaysText = '',
    yearsText = '',
  ] = fields;
  // One of the two day fields must say nothing.
  if (fields.length !== 6 || (daysText === '?') === (weekdaysText === '?')) return undefined;
  const minutes = values(minutesText, minute);
  const hours = values(hoursText, hour);
  const days = daysText === '?' ? values('*', dayOfMonth) : values(daysText, dayOfMonth);
  const monthNumbers = values(monthsText, month);
  const dayNumbers = weekdaysText === '?' ? values('*', dayOfWeek) : values(weekdaysText, dayOfWeek);
  const years = values(yearsText, year);
  if (!minutes || !hours || !days || !monthNumbers || !dayNumbers || !years) return undefined;

  const fits = (date: Date): boolean =>
    years.has(date.getUTCFullYear()) &&
    monthNumbers.has(date.getUTCMonth() + 1) &&
    days.has(date.getUTCDate()) &&
    dayNumbers.has(date.getUTCDay() + 1);
  const timesOfDay = [...hours]
    .flatMap(h => [...minutes].map(m => (h * 60 + m) * 60_000))
    .sort((a, b) => a - b);

  return {
    next(afterMs) {
      let dayStartMs = Math.floor(afterMs / dayMs) * dayMs;
      for (let searched = 0; searched < searchedDays; searched++, dayStartMs += dayMs) {
        if (!fits(new Date(dayStartMs))) continue;
        const timeMs = timesOfDay.find(it => dayStartMs + it > afterMs);
        if (timeMs !== undefined) return dayStartMs + timeMs;
      }
      return undefined;
    },
  };
}

/** The numbers of a field: `*`, `5`, `1-5`, `MON-FRI`, `0/15`, `1-30/2`, and lists of these. */
function values(source: string, field: Field): ReadonlySet<number> | undefined {
  const result = new Set<number>();
  for (const part of source.split(',')) {
    const [, rangeText = '', stepText] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const step = stepText === undefined ? 1 : Number(stepText);
    const range = rangeOf(rangeText, field, stepText !== undefined);
    if (range === undefined || step < 1) return undefined;
    for (let value = range.first; value <= range.last; value += step) result.add(value);
  }
  return result;
}

function rangeOf(
  source: string,
  field: Field,
  stepped: boolean,
): { readonly first: number; readonly last: number } | undefined {
  if (source === '*') return { first: field.least, last: field.most };
  const [firstText = '', lastText] = source.split('-');
  const first = numberOf(firstText, field);
  const last = lastText === undefined ? (stepped ? field.most : first) : numberOf(lastText, field);
  return first === undefined || last === undefined || last < first ? undefined : { first, last };
}

function numberOf(source: string, { least, most, names = [] }: Field): number | undefined {
  const named = names.indexOf(source.toUpperCase());
  const value = named >= 0 ? named + least : /^\d+$/.test(source) ? Number(source) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
