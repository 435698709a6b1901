import type { Filter } from '../../../../client/api/client.ts';

/** The event types of the catalog that a filter lets through, as far as types go, in the catalog's order. */
export function testedTypes(filter: Filter, catalog: readonly string[]): readonly string[] {
  return catalog.filter(name =>
    filter.anyOf.some(
      ({ eventTypes, exceptEventTypes = [] }) =>
        (eventTypes.includes('*') || eventTypes.includes(name)) && !exceptEventTypes.includes(name),
    ),
  );
}
