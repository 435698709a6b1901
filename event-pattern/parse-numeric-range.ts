import { comparableNumber } from './comparable-number.ts';
import type { NumericRange } from './event-pattern.ts';
import { InvalidPatternError } from './invalid-pattern-error.ts';
import type { JsonDocument } from './parse-json.ts';

type Path = readonly (string | number)[];

/** Reads the operand of `numeric`: one comparison, or a low bound and then a high bound above it. */
export function parseNumericRange(operand: JsonDocument, path: Path): NumericRange {
  if (operand.kind !== 'array') throw new InvalidPatternError('Value of numeric must be an array.', path);
  const terms = operand.items;
  const operator = operatorAt(terms, 0, path);
  const bound = numberAt(terms, 1, operator, path);
  const range = oneSided(operator, bound);
  if (range === undefined) {
    throw new InvalidPatternError(`Unrecognized numeric range operator: ${operator}`, [...path, 0]);
  }
  if (terms.length === 2) return range;
  if (operator !== '>' && operator !== '>=') {
    throw new InvalidPatternError('Too many elements in numeric expression', [...path, 2]);
  }
  const second = operatorAt(terms, 2, path);
  if (second !== '<' && second !== '<=') {
    throw new InvalidPatternError(`Bad numeric range operator: ${second}`, [...path, 2]);
  }
  const high = numberAt(terms, 3, second, path);
  if (terms.length > 4) {
    throw new InvalidPatternError('Too many terms in numeric range expression', [...path, 4]);
  }
  if (bound >= high) throw new InvalidPatternError('Bottom must be less than top', path);
  return { ...range, high, highInclusive: second === '<=' };
}

function oneSided(operator: string, bound: number): NumericRange | undefined {
  const low = { low: bound, high: Number.POSITIVE_INFINITY, highInclusive: true };
  const high = { low: Number.NEGATIVE_INFINITY, lowInclusive: true, high: bound };
  switch (operator) {
    case '=':
      return { low: bound, lowInclusive: true, high: bound, highInclusive: true };
    case '>':
      return { ...low, lowInclusive: false };
    case '>=':
      return { ...low, lowInclusive: true };
    case '<':
      return { ...high, highInclusive: false };
    case '<=':
      return { ...high, highInclusive: true };
    default:
      return undefined;
  }
}

function operatorAt(terms: readonly JsonDocument[], index: number, path: Path): string {
  const term = terms[index];
  if (term?.kind === 'string') return term.value;
  throw new InvalidPatternError(
    'Invalid member in numeric match',
    term === undefined ? path : [...path, index],
  );
}

function numberAt(terms: readonly JsonDocument[], index: number, operator: string, path: Path): number {
  const term = terms[index];
  if (term?.kind !== 'number') {
    const at = term === undefined ? path : [...path, index];
    throw new InvalidPatternError(`Value of ${operator} must be numeric`, at);
  }
  const value = comparableNumber(term.text);
  if (value !== undefined) return value;
  throw new InvalidPatternError(`Cannot compare number: ${term.text.slice(0, 64)}`, [...path, index]);
}
