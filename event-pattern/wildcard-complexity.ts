import type { EventPattern, PatternItem } from './event-pattern.ts';
import { InvalidPatternError } from './invalid-pattern-error.ts';
import type { Wildcard } from './wildcard.ts';
import { WildcardMachine } from './wildcard-machine.ts';

/**
 * EventBridge refuses rules whose wildcards could keep too many partial matches alive at once. What is counted is
 * public: https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/MachineComplexityEvaluator.java
 * The limit is not. 10 is the only one that fits the vectors: 9 refuses patterns they call valid, 11 accepts what the
 * service refused.
 */
const MAX_COMPLEXITY = 10;

const TOO_COMPLEX =
  'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character';

/** A branch on its way through its fields. */
type Walk = { readonly fields: readonly { path: string; items: readonly PatternItem[] }[] };

/** Throws {@link InvalidPatternError} when the wildcards of a pattern are beyond what EventBridge accepts. */
export function checkWildcardComplexity(pattern: EventPattern): void {
  const hasWildcard = pattern.branches.some(branch =>
    branch.fields.some(field => field.items.some(isWildcard)),
  );
  if (hasWildcard) checkFrom(pattern.branches, 0);
}

function isWildcard(item: PatternItem): boolean {
  return wildcardsOf(item).length > 0;
}

function wildcardsOf(item: PatternItem): Wildcard[] {
  const tests =
    item.operator === 'text' ? [item.test] : item.operator === 'anything-but' ? item.excluded : [];
  return tests.flatMap(test => (test.kind === 'wildcard' ? [test.wildcard] : []));
}

/**
 * Branches that share a state of AWS's machine have their values for the next field in one value machine, so their
 * wildcards add up. Branches share a state after a field when they share an item of it.
 */
function checkFrom(branches: readonly Walk[], depth: number): void {
  const byPath = new Map<string, Walk[]>();
  for (const branch of branches) {
    const path = branch.fields[depth]?.path;
    if (path === undefined) continue;
    const group = byPath.get(path);
    if (group === undefined) byPath.set(path, [branch]);
    else group.push(branch);
  }
  for (const [path, group] of byPath) {
    const items = new Map<string, PatternItem>();
    for (const branch of group) {
      for (const item of branch.fields[depth]?.items ?? []) items.set(item.source, item);
    }
    checkField(path, [...items.values()]);
    // AWS does not look behind a field that only demands absence: absence is no value, so it is not in a value machine.
    const reached = group.filter(branch =>
      branch.fields[depth]?.items.some(item => item.operator !== 'exists' || item.wanted),
    );
    for (const sharing of groupsThatShareAnItem(reached, depth)) checkFrom(sharing, depth + 1);
  }
}

function groupsThatShareAnItem(branches: readonly Walk[], depth: number): Iterable<Walk[]> {
  const groupOf = new Map<string, Walk[]>();
  const groups = new Set<Walk[]>();
  for (const branch of branches) {
    const sources = (branch.fields[depth]?.items ?? []).map(item => item.source);
    const merged = [branch];
    for (const source of sources) {
      const met = groupOf.get(source);
      if (met !== undefined && groups.delete(met)) {
        for (const other of met) merged.push(other);
      }
    }
    groups.add(merged);
    for (const member of merged) {
      for (const item of member.fields[depth]?.items ?? []) groupOf.set(item.source, merged);
    }
  }
  return groups;
}

function checkField(path: string, items: readonly PatternItem[]): void {
  const machine = new WildcardMachine();
  let wildcardItems = 0;
  for (const item of items) {
    const wildcards = wildcardsOf(item);
    if (wildcards.length > 0) wildcardItems++;
    for (const wildcard of wildcards) machine.add(item.source, wildcard);
  }
  // All of them share the quotation mark a string begins with.
  if (wildcardItems > MAX_COMPLEXITY || machine.exceeds(MAX_COMPLEXITY)) {
    throw new InvalidPatternError(`${TOO_COMPLEX} (field "${path}")`, []);
  }
}
