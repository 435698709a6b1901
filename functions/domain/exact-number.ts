import { comparableNumber } from '../../event-pattern/comparable-number.ts';

/** Whether a number's text survives being read and written again, as RFC 8259 §6 advises: else a filter would change. */
export function isExactNumber(text: string): boolean {
  return comparableNumber(text) !== undefined;
}
