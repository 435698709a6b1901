/** Up to 15 significant digits, without an exponent, always survive the way through a double (IEEE 754). */
const ALWAYS_EXACT = /^-?[0-9.]{1,15}$/;
const PARTS = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;

/**
 * The value of a number's text, or undefined when the text is not exactly what its double prints as. AWS's library
 * compares such numbers as text only ("non-double" numbers: 12345678901234567891, 1e400), see
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/ComparableNumber.java
 */
export function comparableNumber(text: string): number | undefined {
  const value = Number(text);
  if (ALWAYS_EXACT.test(text)) return value + 0; // -0 + 0 is 0
  if (!Number.isFinite(value)) return undefined;
  return canonical(text) === canonical(String(value)) ? value + 0 : undefined;
}

/** Sign, significant digits and power of ten: equal for two spellings of one number. */
function canonical(text: string): string {
  const found = PARTS.exec(text);
  if (found === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = found;
  const digits = trimZeros(whole + fraction);
  if (digits.value === '') return '0';
  return `${sign}${digits.value}e${Number(exponent) - fraction.length + digits.trailing}`;
}

/** By index, not by /0+$/: on "000…0001" that expression takes quadratic time. */
function trimZeros(digits: string): { value: string; trailing: number } {
  let start = 0;
  let end = digits.length;
  while (start < end && digits[start] === '0') start++;
  while (end > start && digits[end - 1] === '0') end--;
  return { value: digits.slice(start, end), trailing: digits.length - end };
}
