import type { ExactTest, NumericRange, PatternField, PatternItem, TextTest } from './event-pattern.ts';
import { endsIgnoringCase, equalsIgnoringCase, startsIgnoringCase } from './ignore-case.ts';
import type { EventLeaf } from './parse-event.ts';
import { wildcardCovers } from './wildcard.ts';

/** Whether one of the field's items accepts the leaf. `{"exists": false}` accepts no leaf. */
export function fieldAccepts(field: PatternField, leaf: EventLeaf): boolean {
  for (const item of field.items) {
    if (itemAccepts(item, leaf)) return true;
  }
  return false;
}

function itemAccepts(item: PatternItem, leaf: EventLeaf): boolean {
  switch (item.operator) {
    case 'equals':
      return exactTestAccepts(item.test, leaf);
    case 'exists':
      return item.wanted;
    case 'numeric':
      return leaf.number !== undefined && within(item.range, leaf.number);
    case 'cidr': {
      const { address } = leaf;
      const { low, high } = item.range;
      // Only addresses of the same family have as many digits.
      return address !== undefined && address.length === low.length && address >= low && address <= high;
    }
    case 'text':
      return textTestAccepts(item.test, leaf);
    case 'anything-but':
      return !item.excluded.some(test => excludes(test, leaf));
  }
}

function exactTestAccepts(test: ExactTest, leaf: EventLeaf): boolean {
  const { value } = leaf;
  switch (test.kind) {
    case 'string':
      return value.kind === 'string' && value.value === test.value;
    case 'address':
      return leaf.address === test.address;
    case 'number':
      return leaf.number === test.value;
    case 'number-text':
      return value.kind === 'number' && value.text === test.text;
    case 'boolean':
      return value.kind === 'boolean' && value.value === test.value;
    case 'null':
      return value.kind === 'null';
  }
}

function within(range: NumericRange, value: number): boolean {
  const aboveLow = range.lowInclusive ? value >= range.low : value > range.low;
  const belowHigh = range.highInclusive ? value <= range.high : value < range.high;
  return aboveLow && belowHigh;
}

function textTestAccepts(test: TextTest, leaf: EventLeaf): boolean {
  if (leaf.value.kind !== 'string') return false;
  const { value } = leaf.value;
  switch (test.kind) {
    case 'prefix':
      return value.startsWith(test.value);
    case 'suffix':
      return value.endsWith(test.value);
    case 'wildcard':
      return wildcardCovers(test.wildcard, value);
    case 'equals-ignore-case':
      return equalsIgnoringCase(test.caseless, value);
    case 'prefix-ignore-case':
      return startsIgnoringCase(test.caseless, value);
    case 'suffix-ignore-case':
      return endsIgnoringCase(test.caseless, value);
  }
}

function excludes(test: ExactTest | TextTest, leaf: EventLeaf): boolean {
  switch (test.kind) {
    case 'string':
    case 'address':
    case 'number':
    case 'number-text':
    case 'boolean':
    case 'null':
      return exactTestAccepts(test, leaf);
    default:
      return textTestAccepts(test, leaf);
  }
}
