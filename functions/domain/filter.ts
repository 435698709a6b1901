/** Every project of the company, future ones too. */
export type ProjectIds = '*' | readonly string[];

export interface CompanyTerm {
  readonly companyId: string;
  readonly projectIds: ProjectIds;
}

/** An EventBridge content pattern over the event's Detail, which receivers get as `data`. */
export interface PatternCondition {
  readonly pattern: Readonly<Record<string, unknown>>;
}

export interface Clause {
  /** Names of the event catalog, or `['*']` for every event. */
  readonly eventTypes: readonly string[];
  readonly companies: readonly CompanyTerm[];
  readonly conditions?: PatternCondition;
}

/** What a webhook wants: an event reaches it when at least one clause matches. */
export interface Filter {
  readonly anyOf: readonly Clause[];
}

/** Every company named in a filter, sorted, once each. */
export function companiesOf(filter: Filter): string[] {
  const ids = filter.anyOf.flatMap(clause => clause.companies.map(term => term.companyId));
  return [...new Set(ids)].sort();
}

/** A webhook's filter without the companies that it has no access to. It may be left with no clause at all. */
export function accessibleFilter({
  filter,
  noAccessTo,
}: {
  readonly filter: Filter;
  readonly noAccessTo?: readonly string[];
}): Filter {
  if (noAccessTo === undefined) return filter;
  const anyOf = filter.anyOf.flatMap(clause => {
    const companies = clause.companies.filter(({ companyId }) => !noAccessTo.includes(companyId));
    return companies.length === 0 ? [] : [{ ...clause, companies }];
  });
  return { anyOf };
}

/**
 * The last guard before a call: does the filter name this company and project at all? It repeats, in the plainest way,
 * the part of the filter that separates tenants, so that no pattern, however made, can widen it.
 */
export function allowsTenant(filter: Filter, companyId: unknown, projectId: unknown): boolean {
  if (typeof companyId !== 'string' || typeof projectId !== 'string') return false;
  return filter.anyOf.some(clause =>
    clause.companies.some(
      term =>
        term.companyId === companyId && (term.projectIds === '*' || term.projectIds.includes(projectId)),
    ),
  );
}
