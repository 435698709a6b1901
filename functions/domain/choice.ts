/** Some names, or all but some: also those that nobody knows yet. */
export interface Choice {
  readonly isAllBut: boolean;
  readonly names: ReadonlySet<string>;
}

/** @param except names that are left out of all */
export function choiceOf(names: '*' | readonly string[], except: readonly string[] = []): Choice {
  return names === '*'
    ? { isAllBut: true, names: new Set(except) }
    : { isAllBut: false, names: new Set(names) };
}

export function chooses({ isAllBut, names }: Choice, name: string): boolean {
  return names.has(name) !== isAllBut;
}

/** What one or the other chooses. */
export function either(one: Choice, other: Choice): Choice {
  if (!one.isAllBut && other.isAllBut) return either(other, one);
  if (!one.isAllBut) return { isAllBut: false, names: new Set([...one.names, ...other.names]) };
  const excepted = [...one.names].filter(name => !chooses(other, name));
  return { isAllBut: true, names: new Set(excepted) };
}

/** The items of an event pattern that say so; `undefined`: everything is chosen. */
export function itemsOfChoice({ isAllBut, names }: Choice): readonly unknown[] | undefined {
  const sorted = [...names].sort();
  if (!isAllBut) return sorted;
  return sorted.length === 0 ? undefined : [{ 'anything-but': sorted }];
}
