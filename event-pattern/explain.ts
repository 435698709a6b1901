import { firstInconsistentField } from './array-consistency.ts';
import type { EventPattern, PatternBranch, PatternField, PatternItem } from './event-pattern.ts';
import { branchMatches } from './match.ts';
import { fieldAccepts } from './match-item.ts';
import type { EventDocument } from './parse-event.ts';
import type { JsonScalar } from './parse-json.ts';

/** Why a pattern matches an event, or does not: one entry per branch of the pattern (see {@link EventPattern}). */
export interface Explanation {
  readonly matched: boolean;
  readonly branches: readonly BranchExplanation[];
}

export interface BranchExplanation {
  /** The fields of this branch, in the order in which they are decided. */
  readonly paths: readonly string[];
  /** The fields that are not satisfied; none when the branch matches. */
  readonly failures: readonly FieldFailure[];
}

/**
 * - `no-value`: the event has no value at the path;
 * - `unwanted-value`: it has values there, and the field accepts none of them;
 * - `different-elements`: it accepts some, but not of the array elements that satisfy the fields before it.
 */
export type FailureCause = 'no-value' | 'unwanted-value' | 'different-elements';

export interface FieldFailure {
  readonly path: string;
  readonly cause: FailureCause;
  /** The items of which one would have had to accept a value; `source` is an item's JSON. */
  readonly wanted: readonly PatternItem[];
  /** The event's values at the path. */
  readonly seen: readonly JsonScalar[];
}

/** Says for every branch of the pattern which fields keep the event from matching, with what they want and see. */
export function explain(pattern: EventPattern, event: EventDocument): Explanation {
  const branches = pattern.branches.map(branch => explainBranch(branch, event));
  return { matched: branches.some(branch => branch.failures.length === 0), branches };
}

function explainBranch(branch: PatternBranch, event: EventDocument): BranchExplanation {
  const paths = branch.fields.map(field => field.path);
  if (branchMatches(branch, event)) return { paths, failures: [] };
  const failures = branch.fields.flatMap(field => failureAlone(field, event));
  if (failures.length > 0) return { paths, failures };
  const field = firstInconsistentField(branch.fields, event);
  return { paths, failures: field === undefined ? [] : [failure(field, event, 'different-elements')] };
}

/** What is wrong with a field for itself, whatever elements the other fields use. */
function failureAlone(field: PatternField, event: EventDocument): FieldFailure[] {
  const leaves = event.leaves.get(field.path) ?? [];
  if (leaves.some(leaf => fieldAccepts(field, leaf))) return [];
  if (leaves.length === 0) return field.acceptsAbsence ? [] : [failure(field, event, 'no-value')];
  const mayBeAbsentFromElement = field.acceptsAbsence && leaves.every(leaf => leaf.membership.length > 0);
  return mayBeAbsentFromElement ? [] : [failure(field, event, 'unwanted-value')];
}

function failure(field: PatternField, event: EventDocument, cause: FailureCause): FieldFailure {
  const seen = (event.leaves.get(field.path) ?? []).map(leaf => leaf.value);
  return { path: field.path, cause, wanted: field.items, seen };
}
