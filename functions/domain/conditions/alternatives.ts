import { type Expression, isPresence, type Presence } from './condition.ts';
import { mayShareList } from './same-list.ts';

/** Ways of meeting a condition, of which one has to hold. */
export type Alternatives = readonly Alternative[];

/** All of it has to hold. */
export interface Alternative {
  /** Values that are there: those of one list, of the same element of it. */
  readonly some: readonly Presence[];
  /** Further ones that are judged by themselves, each group of its own element. */
  readonly apart: readonly (readonly Presence[])[];
  /** Values that are nowhere in the event. */
  readonly none: readonly Presence[];
  /** What does not hold as a whole. */
  readonly not: readonly Alternatives[];
}

/** As EventBridge's own limit on the combinations of `$or`. */
export const maxAlternatives = 1000;

/** The condition has more ways of being met than can be looked at. */
export class TooManyAlternativesError extends Error {
  override readonly name = 'TooManyAlternativesError';
}

const everything: Alternative = { some: [], apart: [], none: [], not: [] };

/** The condition as alternatives: each order and nesting of the same words gives the same. @throws TooManyAlternativesError */
export function alternativesOf(expression: Expression): Alternatives {
  return sorted(expand(expression));
}

function expand(expression: Expression): Alternatives {
  if (isPresence(expression)) return [{ ...everything, some: [expression] }];
  if ('any' in expression) return bounded(expression.any.flatMap(expand));
  if ('all' in expression) return expression.all.map(expand).reduce(both, [everything]);
  return expandNot(expression.not);
}

function expandNot(expression: Expression): Alternatives {
  if (isPresence(expression)) return [{ ...everything, none: [expression] }];
  // What is under a "not" has nothing to do with the elements that are meant outside.
  if ('not' in expression) return expand(expression.not).map(setApart);
  if ('any' in expression) return expression.any.map(expandNot).reduce(both, [everything]);
  const [only, ...others] = expression.all;
  if (only !== undefined && others.length === 0) return expandNot(only);
  // Of one element both may be false together though each is true of another one.
  if (isBound(expression.all)) return [{ ...everything, not: [sorted(expand(expression))] }];
  return bounded(expression.all.flatMap(expandNot));
}

/** Whether two of the parts may speak of the same list's elements. */
function isBound(parts: readonly Expression[]): boolean {
  const presences = parts.map(presencesOf);
  return presences.some((own, i) =>
    presences.slice(i + 1).some(others => own.some(one => others.some(other => mayShareList(one, other)))),
  );
}

function presencesOf(expression: Expression): Presence[] {
  if (isPresence(expression)) return [expression];
  if ('not' in expression) return presencesOf(expression.not);
  return ('all' in expression ? expression.all : expression.any).flatMap(presencesOf);
}

function setApart(alternative: Alternative): Alternative {
  const { some, apart } = alternative;
  return some.length === 0 ? alternative : { ...alternative, some: [], apart: [...apart, some] };
}

function both(one: Alternatives, other: Alternatives): Alternatives {
  if (one.length * other.length > maxAlternatives) throw new TooManyAlternativesError();
  return one.flatMap(a =>
    other.map(b => ({
      some: [...a.some, ...b.some],
      apart: [...a.apart, ...b.apart],
      none: [...a.none, ...b.none],
      not: [...a.not, ...b.not],
    })),
  );
}

function bounded(alternatives: Alternatives): Alternatives {
  if (alternatives.length > maxAlternatives) throw new TooManyAlternativesError();
  return alternatives;
}

/** Once each, in one order. */
function sorted(alternatives: Alternatives): Alternatives {
  return byName(
    alternatives.map(({ some, apart, none, not }) => ({
      some: byName(some, nameOfPresence),
      apart: byName(
        apart.map(group => byName(group, nameOfPresence)),
        nameOfGroup,
      ),
      none: byName(none, nameOfPresence),
      not: byName(not, nameOf),
    })),
    one => nameOf([one]),
  );
}

function nameOfPresence({ path, test, below }: Presence): string {
  return JSON.stringify([path, below, test.name]);
}

function nameOfGroup(group: readonly Presence[]): string {
  return JSON.stringify(group.map(nameOfPresence));
}

function nameOf(alternatives: Alternatives): string {
  return JSON.stringify(
    alternatives.map(({ some, apart, none, not }) => [
      some.map(nameOfPresence),
      apart.map(nameOfGroup),
      none.map(nameOfPresence),
      not.map(nameOf),
    ]),
  );
}

function byName<Thing>(things: readonly Thing[], name: (thing: Thing) => string): Thing[] {
  const named = new Map(things.map(thing => [name(thing), thing]));
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, thing]) => thing);
}
