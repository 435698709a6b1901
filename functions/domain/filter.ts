import { type Choice, choiceOf } from './choice.ts';
import type { Conditions } from './conditions/condition.ts';
import { everyEventType } from './event-catalog.ts';

/** Every project of the company, future ones too. */
export type ProjectIds = '*' | readonly string[];

export interface CompanyTerm {
  readonly companyId: string;
  readonly projectIds: ProjectIds;
  /** Only beside `'*'`: these are not meant. */
  readonly exceptProjectIds?: readonly string[];
}

export interface Clause {
  /** Names of the event catalog, or `['*']` for every event. */
  readonly eventTypes: readonly string[];
  /** Only beside `['*']`: these are not meant. */
  readonly exceptEventTypes?: readonly string[];
  readonly companies: readonly CompanyTerm[];
  readonly conditions?: Conditions;
}

/** What a webhook wants: an event reaches it when at least one clause matches. */
export interface Filter {
  readonly anyOf: readonly Clause[];
}

export function eventTypesOf({ eventTypes, exceptEventTypes }: Clause): Choice {
  return choiceOf(eventTypes.includes(everyEventType) ? '*' : eventTypes, exceptEventTypes);
}

export function projectsOf({ projectIds, exceptProjectIds }: CompanyTerm): Choice {
  return choiceOf(projectIds, exceptProjectIds);
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

/** Whether the clause names this company and project. */
export function clauseAllows({ companies }: Clause, companyId: string, projectId: string): boolean {
  return companies.some(term => {
    if (term.companyId !== companyId) return false;
    // Plainer than a choice, and quicker: this stands before each call.
    const { projectIds, exceptProjectIds = [] } = term;
    return projectIds === '*' ? !exceptProjectIds.includes(projectId) : projectIds.includes(projectId);
  });
}

/**
 * The last guard before a call: does the filter name this company and project at all? It repeats, in the plainest way,
 * the part of the filter that separates tenants, so that no pattern, however made, can widen it.
 */
export function allowsTenant(filter: Filter, companyId: unknown, projectId: unknown): boolean {
  if (typeof companyId !== 'string' || typeof projectId !== 'string') return false;
  return filter.anyOf.some(clause => clauseAllows(clause, companyId, projectId));
}
