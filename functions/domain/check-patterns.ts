import { InvalidPatternError } from '../../event-pattern/invalid-pattern-error.ts';
import { parsePattern } from '../../event-pattern/parse-pattern.ts';
import type { PatternObject } from './conditions/pattern-object.ts';
import { type Fault, ProblemError } from './errors.ts';
import { refuseRepeatedPaths, refuseTenantFields } from './pattern-conditions.ts';

/** Whatever is longer costs time and memory when it is parsed, and would be left to the check before each call. */
const maxLength = 8192;

const pointerOf = (clause: number) => `/filter/anyOf/${clause}/conditions/pattern`;

/** A clause's conditions that are an EventBridge pattern. @throws ProblemError `invalid-filter` */
export function checkPatternConditions(pattern: PatternObject, clause: number): void {
  const base = pointerOf(clause);
  refuseTenantFields(pattern, base);
  const text = JSON.stringify(pattern);
  if (text.length > maxLength) {
    const detail = `It has ${text.length} characters as JSON; at most ${maxLength} are possible.`;
    throw new ProblemError('invalid-filter', 'The filter is not valid.', [
      { pointer: base, code: 'too-long', detail, limit: maxLength },
    ]);
  }
  checkPattern(text, ({ pointer, message }) => ({
    pointer: `${base}${pointer}`,
    code: 'bad-pattern',
    detail: message,
  }));
  refuseRepeatedPaths(pattern, base);
}

/** @throws ProblemError `invalid-filter` for what EventBridge would refuse */
export function checkPattern(text: string, faultOf: (error: InvalidPatternError) => Fault): void {
  try {
    parsePattern(text);
  } catch (error) {
    if (!(error instanceof InvalidPatternError)) throw error;
    throw new ProblemError('invalid-filter', 'The filter is not valid.', [faultOf(error)]);
  }
}

/**
 * EventBridge reserves some names of fields inside `$or`, and several clauses or groups of companies become one.
 * @param patterns the clauses' conditions that are patterns
 * @throws ProblemError `invalid-filter`
 */
export function refuseReservedNames(patterns: readonly (PatternObject | undefined)[]): void {
  const wrapped = '/$or/0';
  for (const [index, pattern] of patterns.entries()) {
    if (pattern === undefined) continue;
    checkPattern(JSON.stringify({ $or: [pattern, { other: [1] }] }), error => ({
      pointer: `${pointerOf(index)}${error.pointer.slice(wrapped.length)}`,
      code: 'bad-pattern',
      detail: `${error.reason} EventBridge needs $or for several clauses, or for companies with different projects: put this clause into a webhook of its own, for one company.`,
    }));
  }
}
