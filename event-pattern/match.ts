import { firstInconsistentField } from './array-consistency.ts';
import type { EventPattern, PatternBranch, PatternField } from './event-pattern.ts';
import { fieldAccepts } from './match-item.ts';
import type { EventDocument, EventLeaf } from './parse-event.ts';

/** Whether EventBridge would send the event to a rule with this pattern. */
export function matches(pattern: EventPattern, event: EventDocument): boolean {
  return pattern.branches.some(branch => branchMatches(branch, event));
}

/** Whether the event satisfies all fields of one branch. */
export function branchMatches(branch: PatternBranch, event: EventDocument): boolean {
  let choosesElements = false;
  for (const field of branch.fields) {
    const leaves = event.leaves.get(field.path);
    if (leaves === undefined) {
      if (!field.acceptsAbsence) return false;
      continue;
    }
    const inArrays = event.hasMembership && leaves.some(leaf => leaf.membership.length > 0);
    if (inArrays) choosesElements = true;
    // Within arrays a path may be absent from the chosen element though others have it.
    if (!(inArrays && field.acceptsAbsence) && !acceptsSome(field, leaves)) return false;
  }
  return !choosesElements || firstInconsistentField(branch.fields, event) === undefined;
}

/** Whether the event satisfies the fields one by one, which is enough for an event without objects in arrays. */
export function fieldsMatch(fields: readonly PatternField[], event: EventDocument): boolean {
  for (const field of fields) {
    const leaves = event.leaves.get(field.path);
    if (leaves === undefined ? !field.acceptsAbsence : !acceptsSome(field, leaves)) return false;
  }
  return true;
}

function acceptsSome(field: PatternField, leaves: readonly EventLeaf[]): boolean {
  for (const leaf of leaves) {
    if (fieldAccepts(field, leaf)) return true;
  }
  return false;
}
