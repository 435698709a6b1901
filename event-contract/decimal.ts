/** A number as it is written in JSON: ±0.`digits` × 10^`exponent`, exact, whatever a double could hold. */
export interface Decimal {
  readonly sign: -1 | 0 | 1;
  /** Without zeros at either end. */
  readonly digits: string;
  readonly exponent: number;
}

/** https://www.rfc-editor.org/rfc/rfc8259#section-6 */
const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const zero: Decimal = { sign: 0, digits: '', exponent: 0 };

/** @throws RangeError for a text that is no number of JSON */
export function decimalOf(text: string): Decimal {
  const [, minus, whole = '', fraction = '', power = '0'] = parts.exec(text) ?? [];
  if (minus === undefined) throw new RangeError(`${text} is no number`);
  const all = whole + fraction;
  // By index, not by /0+$/: on "000…0001" that expression takes quadratic time.
  let start = 0;
  let end = all.length;
  while (start < end && all[start] === '0') start++;
  while (end > start && all[end - 1] === '0') end--;
  if (start === end) return zero;
  return {
    sign: minus === '-' ? -1 : 1,
    digits: all.slice(start, end),
    exponent: Number(power) + whole.length - start,
  };
}

/** @returns below 0 when `a` is the smaller one, 0 when they are equal, else above 0 */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.sign !== b.sign) return a.sign - b.sign;
  if (a.exponent !== b.exponent) return a.sign * (a.exponent - b.exponent);
  if (a.digits === b.digits) return 0;
  return a.digits < b.digits ? -a.sign : a.sign;
}
