/** A condition on one field as the form has it: the value may still be missing. */
export interface LeafDraft {
  readonly field?: string;
  readonly op: string;
  readonly value?: unknown;
  readonly ignoreCase?: boolean;
}

export type GroupKind = 'all' | 'any' | 'none';

export type ConditionDraft =
  | LeafDraft
  | { readonly all: readonly ConditionDraft[] }
  | { readonly any: readonly ConditionDraft[] }
  | { readonly not: ConditionDraft }
  | { readonly pattern: Readonly<Record<string, unknown>> };

/** How the form shows what joins conditions: “none of” is `not` of `any`. */
export interface Group {
  readonly kind: GroupKind;
  readonly parts: readonly ConditionDraft[];
}

export function groupOf(draft: ConditionDraft): Group | undefined {
  if ('all' in draft) return { kind: 'all', parts: draft.all };
  if ('any' in draft) return { kind: 'any', parts: draft.any };
  if (!('not' in draft)) return undefined;
  const parts = 'any' in draft.not ? draft.not.any : [draft.not];
  return { kind: 'none', parts };
}

export function draftOfGroup({ kind, parts }: Group): ConditionDraft {
  switch (kind) {
    case 'all':
      return { all: parts };
    case 'any':
      return { any: parts };
    case 'none':
      return { not: { any: parts } };
  }
}

/** The whole of a clause's conditions as a group, for the form to begin with; patterns stay as they are. */
export function rootGroup(draft: ConditionDraft | undefined): Group | undefined {
  if (draft === undefined) return { kind: 'all', parts: [] };
  if ('pattern' in draft) return undefined;
  return groupOf(draft) ?? { kind: 'all', parts: [draft] };
}

/** Groups that nothing stands in say nothing. @returns undefined when nothing is left */
export function withoutEmptyGroups(draft: ConditionDraft): ConditionDraft | undefined {
  const group = groupOf(draft);
  if (group === undefined) return draft;
  const parts = group.parts.flatMap(part => withoutEmptyGroups(part) ?? []);
  const [first] = parts;
  if (first === undefined) return undefined;
  return parts.length === 1 && group.kind !== 'none' ? first : draftOfGroup({ ...group, parts });
}
