import { canonicalJson, canonicalList } from './canonical-json.ts';
import { checkPattern, checkPatternConditions, refuseReservedNames } from './check-patterns.ts';
import { type AskedClause, askedClauseOf, mergeClauses, partsOf, patternsOf } from './clause-pattern.ts';
import { isPattern } from './conditions/condition.ts';
import { ProblemError } from './errors.ts';
import type { Filter } from './filter.ts';
import type { Webhook } from './webhook.ts';

/** EventBridge's limit on the length of an event pattern, in characters (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html). */
export const maxPatternLength = 2048;

export interface CompiledFilter {
  /** The canonical EventBridge event pattern, as JSON text: the same meaning in another order gives the same text. */
  readonly pattern: string;
  /** It matches no other events than the filter; else what it lets pass is checked before each call. */
  readonly isExact: boolean;
  /** It would have been longer than a rule can be. */
  readonly isShortened: boolean;
}

/**
 * What EventBridge is asked of a filter: a pattern that every wanted event matches, and as few others as it can say.
 * @throws ProblemError `invalid-filter` with a JSON pointer, or `pattern-too-long` when the companies alone have over 2,048 characters
 */
export function compileFilter(filter: Filter): CompiledFilter {
  const patterns = filter.anyOf.map(({ conditions }) =>
    conditions !== undefined && isPattern(conditions) ? conditions.pattern : undefined,
  );
  for (const [index, pattern] of patterns.entries()) {
    if (pattern !== undefined) checkPatternConditions(pattern, index);
  }
  const asked = mergeClauses(filter.anyOf.map(askedClauseOf));
  const { text, clauses } = shortened(asked);
  if (text.includes('"$or"')) refuseReservedNames(patterns);
  checkPattern(text, ({ message }) => ({ pointer: '/filter', code: 'bad-pattern', detail: message }));
  return { pattern: text, isExact: clauses.every(({ isExact }) => isExact), isShortened: clauses !== asked };
}

/** What a webhook keeps of it. */
export function ruleOfFilter(filter: Filter): Pick<Webhook, 'pattern' | 'hasResidual'> {
  const { pattern, isExact } = compileFilter(filter);
  return { pattern, ...(isExact ? {} : { hasResidual: true }) };
}

function textOf(clauses: readonly AskedClause[]): string {
  const branches = canonicalList(clauses.flatMap(patternsOf));
  const [only] = branches;
  return canonicalJson(branches.length === 1 ? only : { $or: branches });
}

/** As long as it is too long, the longest part is left out. */
function shortened(clauses: readonly AskedClause[]): { text: string; clauses: readonly AskedClause[] } {
  const text = textOf(clauses);
  if (text.length <= maxPatternLength) return { text, clauses };
  const parts = clauses.flatMap((clause, index) => partsOf(clause).map(part => ({ ...part, index })));
  const [longest] = parts.toSorted((a, b) => b.length - a.length);
  if (longest === undefined) throw tooLong(text.length);
  const left = mergeClauses(clauses.with(longest.index, longest.without()));
  return shortened(left);
}

function tooLong(length: number): ProblemError {
  const detail = `Its companies alone compile to ${length} characters of event pattern; at most ${maxPatternLength} are possible. Name fewer companies, or split it over several webhooks.`;
  return new ProblemError('pattern-too-long', 'The filter is too long for one EventBridge rule.', [
    { pointer: '/filter', code: 'too-long', detail, limit: maxPatternLength },
  ]);
}
