import type { EventPattern, PatternItem } from '../../../event-pattern/event-pattern.ts';

/**
 * Whether a pattern counts against the quota of rules with wildcards:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
export function usesWildcards(pattern: EventPattern): boolean {
  return pattern.branches.some(branch => branch.fields.some(field => field.items.some(isWildcard)));
}

function isWildcard(item: PatternItem): boolean {
  if (item.operator === 'text') return item.test.kind === 'wildcard';
  return item.operator === 'anything-but' && item.excluded.some(test => test.kind === 'wildcard');
}
