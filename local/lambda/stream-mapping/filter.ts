import type { EventPattern, PatternItem } from '../../../event-pattern/event-pattern.ts';
import { matches } from '../../../event-pattern/match.ts';
import { parseEvent } from '../../../event-pattern/parse-event.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';

/** Characters of one pattern: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html */
const maxLength = 4096;

/**
 * Reads a pattern of FilterCriteria.
 * @throws Error when it is not valid, or has an operator of EventBridge that Lambda does not have
 */
export function parseFilter(source: string): EventPattern {
  if (source.length > maxLength) throw new Error(`a filter has at most ${maxLength} characters`);
  const pattern = parsePattern(source);
  for (const { fields } of pattern.branches) {
    for (const item of fields.flatMap(field => field.items)) {
      if (!lambdaHas(item)) throw new Error(`Lambda's filters do not have ${item.source}`);
    }
  }
  return pattern;
}

/** Whether the function gets a record, given as JSON text. */
export function passes(filters: readonly EventPattern[], record: string): boolean {
  if (filters.length === 0) return true;
  const event = parseEvent(record);
  return filters.some(filter => matches(filter, event));
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax */
function lambdaHas(item: PatternItem): boolean {
  if (item.operator === 'cidr') return false;
  if (item.operator === 'text') return item.test.kind !== 'wildcard';
  if (item.operator === 'anything-but') return item.excluded.every(({ kind }) => kind !== 'wildcard');
  return true;
}
