import type { EventLeaf } from '../../../event-pattern/parse-event.ts';

/** An event of a megabyte has fewer elements: only one that repeats keys needs so many. */
const maxTries = 200_000;

/** The event's lists make too many combinations to decide a condition. */
export class EventTooIntricateError extends Error {
  override readonly name = 'EventTooIntricateError';
}

/** A leaf, and the lists' elements that it is in: list number, element number, list number, … */
type Place = readonly number[];

/** Whether one leaf can be chosen of each group so that no two of them are in different elements of one list. */
export function canMeet(groups: readonly (readonly EventLeaf[])[]): boolean {
  const budget = { left: maxTries };
  return meet(
    groups.map(leaves => leaves.map(({ membership }) => membership)),
    budget,
  );
}

function meet(groups: readonly (readonly Place[])[], budget: { left: number }): boolean {
  if (groups.some(({ length }) => length === 0)) return false;
  // A place in no list goes with every other one.
  const bound = groups.filter(places => places.every(({ length }) => length > 0));
  return sharing(bound).every(together => meetWithin(together, budget));
}

/** Groups that share lists, if only by way of others: what shares none is decided by itself, so that lists do not multiply. */
function sharing(groups: readonly (readonly Place[])[]): (readonly Place[])[][] {
  let parts: { readonly lists: ReadonlySet<number>; readonly groups: (readonly Place[])[] }[] = [];
  for (const group of groups) {
    const lists = new Set(group.flatMap(place => place.filter((_, index) => index % 2 === 0)));
    const met = parts.filter(part => [...lists].some(list => part.lists.has(list)));
    const joined = {
      lists: new Set([...lists, ...met.flatMap(part => [...part.lists])]),
      groups: [...met.flatMap(part => part.groups), group],
    };
    parts = [...parts.filter(part => !met.includes(part)), joined];
  }
  return parts.map(part => part.groups);
}

function meetWithin(groups: readonly (readonly Place[])[], budget: { left: number }): boolean {
  const [smallest] = groups.toSorted((a, b) => a.length - b.length);
  if (smallest === undefined || groups.length === 1) return true;
  const indexes = groups.map(places => new PlaceIndex(places));
  const tried = new Set<string>();
  for (const [list = 0, element = 0] of smallest) {
    const key = `${list}.${element}`;
    if (tried.has(key)) continue;
    tried.add(key);
    if (budget.left-- <= 0) throw new EventTooIntricateError('Too many combinations of list elements');
    const left = indexes.map(index => index.within(list, element));
    if (meet(left, budget)) return true;
  }
  return false;
}

/** Places by the elements that they are in, so that a long list is not gone through for each of its elements. */
class PlaceIndex {
  readonly #places: readonly Place[];
  readonly #byList = new Map<number, Map<number, Place[]>>();
  readonly #outside = new Map<number, Place[]>();

  constructor(places: readonly Place[]) {
    this.#places = places;
    for (const place of places) {
      for (let index = 0; index < place.length; index += 2) {
        const [list = 0, element = 0] = place.slice(index, index + 2);
        const elements = this.#byList.get(list) ?? new Map<number, Place[]>();
        this.#byList.set(list, elements);
        const rest = place.toSpliced(index, 2);
        const others = elements.get(element);
        if (others === undefined) elements.set(element, [rest]);
        else others.push(rest);
      }
    }
  }

  /** The places in this element of the list, which is decided by that, and those in no element of it. */
  within(list: number, element: number): Place[] {
    return [...(this.#byList.get(list)?.get(element) ?? []), ...this.#outsideOf(list)];
  }

  #outsideOf(list: number): Place[] {
    const known = this.#outside.get(list);
    if (known !== undefined) return known;
    const outside = this.#places.filter(place => !place.some((at, index) => index % 2 === 0 && at === list));
    this.#outside.set(list, outside);
    return outside;
  }
}
