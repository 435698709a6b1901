import { wildcard } from './value-test.ts';

type PatternObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is PatternObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A pattern that every event of the given one matches, and that has no wildcard: EventBridge allows few rules with wildcards on a bus
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html).
 */
export function withoutWildcards(pattern: PatternObject): PatternObject {
  return Object.fromEntries(
    Object.entries(pattern).map(([key, value]) => {
      if (key === '$or' && Array.isArray(value)) {
        return [key, value.map(branch => (isObject(branch) ? withoutWildcards(branch) : branch))];
      }
      if (Array.isArray(value)) return [key, value.flatMap(itemsWithoutWildcard)];
      return [key, isObject(value) ? withoutWildcards(value) : value];
    }),
  );
}

function itemsWithoutWildcard(item: unknown): readonly unknown[] {
  if (!isObject(item)) return [item];
  if (typeof item.wildcard === 'string') return wildcard(item.wildcard, false).items;
  const excluded = item['anything-but'];
  return isObject(excluded) && Object.hasOwn(excluded, 'wildcard') ? [{ exists: true }] : [item];
}
