import type { Direction } from './change.ts';
import { compareDecimals, decimalOf } from './decimal.ts';
import { numberText } from './exact-json.ts';

/** A date, or a date and time (RFC 3339 §5.6). */
const dateOrTime = /^(\d{4}-\d{2}-\d{2})(?:[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2}))?$/;

interface Instant {
  /** Milliseconds since 1970 of the whole second. */
  readonly ms: number;
  /** Digits of the second's fraction, without zeros at the end: finer than milliseconds, if it was written so. */
  readonly fraction: string;
  readonly hasTime: boolean;
}

function instantOf(value: unknown): Instant | undefined {
  const found = typeof value === 'string' ? dateOrTime.exec(value) : null;
  if (found === null) return undefined;
  const [, date = '', time, fraction = '', zone = ''] = found;
  const ms = Date.parse(time === undefined ? date : `${date}T${time}${zone.toUpperCase()}`);
  if (Number.isNaN(ms)) return undefined;
  return { ms, fraction: fraction.replace(/0+$/, ''), hasTime: time !== undefined };
}

/** A date without a time lies in no zone, so it is neither later nor earlier than one with a time. */
function ofDates(from: unknown, to: unknown): Direction | undefined {
  const [a, b] = [instantOf(from), instantOf(to)];
  if (a === undefined || b === undefined || a.hasTime !== b.hasTime) return undefined;
  if (a.ms === b.ms && a.fraction === b.fraction) return undefined;
  const isLater = a.ms === b.ms ? b.fraction > a.fraction : b.ms > a.ms;
  return isLater ? 'later' : 'earlier';
}

function ofNumbers(from: unknown, to: unknown): Direction | undefined {
  const [a, b] = [numberText(from), numberText(to)];
  if (a === undefined || b === undefined) return undefined;
  const order = compareDecimals(decimalOf(a), decimalOf(b));
  if (order === 0) return undefined;
  return order < 0 ? 'up' : 'down';
}

/** Which way a value went; `undefined` where both are neither dates nor numbers, or say the same. */
export function directionOf(from: unknown, to: unknown): Direction | undefined {
  return ofNumbers(from, to) ?? ofDates(from, to);
}
