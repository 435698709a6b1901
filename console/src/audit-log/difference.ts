type Members = Readonly<Record<string, unknown>>;

/** One value that differs. */
export interface Difference {
  /** Where it is, such as `filter`, `anyOf`, `0`, `eventTypes`. */
  readonly path: readonly string[];
  /** Absent: there was nothing. */
  readonly before?: unknown;
  /** Absent: there is nothing any more. */
  readonly after?: unknown;
}

/** What differs between what was and what is, as deep as it can be told apart; lists of plain values are one value. */
export function differences(before: Members | null, after: Members | null): readonly Difference[] {
  return differencesAt([], before ?? undefined, after ?? undefined);
}

function differencesAt(path: readonly string[], before: unknown, after: unknown): Difference[] {
  const [was, is] = [membersOf(before), membersOf(after)];
  const isInside = (was !== undefined || isNothing(before)) && (is !== undefined || isNothing(after));
  if (isInside && (was !== undefined || is !== undefined)) {
    const names = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
    return names.flatMap(name => differencesAt([...path, name], was?.[name], is?.[name]));
  }
  if (JSON.stringify(before ?? null) === JSON.stringify(after ?? null)) return [];
  return [{ path, ...(!isNothing(before) && { before }), ...(!isNothing(after) && { after }) }];
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;

/** Of an object, and of a list of objects by their places. */
function membersOf(value: unknown): Members | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.length > 0 && items.every(item => membersOf(item) !== undefined)
      ? Object.fromEntries(items.map((item, place) => [String(place), item]))
      : undefined;
  }
  return Object.fromEntries(Object.entries(value));
}

/** Of two lists, what is only in one and what only in the other; undefined when they are not both lists. */
export function listChange(
  before: unknown,
  after: unknown,
): { readonly gone: readonly unknown[]; readonly added: readonly unknown[] } | undefined {
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
  const [was, is]: [readonly unknown[], readonly unknown[]] = [before, after];
  return { gone: was.filter(item => !is.includes(item)), added: is.filter(item => !was.includes(item)) };
}
