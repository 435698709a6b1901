import { canonicalJson, canonicalList } from './canonical-json.ts';
import { type Choice, choiceOf, either, itemsOfChoice } from './choice.ts';
import { type AskedConditions, askedOf } from './conditions/conditions-meaning.ts';
import type { PatternObject } from './conditions/pattern-object.ts';
import { type Clause, type CompanyTerm, eventTypesOf, projectsOf } from './filter.ts';

/** What EventBridge is asked of a clause. */
export interface AskedClause {
  readonly types: Choice;
  readonly projects: ReadonlyMap<string, Choice>;
  readonly conditions: AskedConditions;
  /** It asks no less than the clause says. */
  readonly isExact: boolean;
}

/** A part of a clause that can be left out, with its length in the pattern. */
export interface ClausePart {
  readonly length: number;
  readonly without: () => AskedClause;
}

const all = choiceOf('*');

export function askedClauseOf(clause: Clause): AskedClause {
  const conditions = askedOf(clause.conditions);
  return {
    types: eventTypesOf(clause),
    projects: projectsByCompany(clause.companies),
    conditions,
    isExact: conditions.isExact,
  };
}

/** One company's projects in one place. */
function projectsByCompany(terms: readonly CompanyTerm[]): Map<string, Choice> {
  const projects = new Map<string, Choice>();
  for (const term of terms) addProjects(projects, term.companyId, projectsOf(term));
  return projects;
}

function addProjects(projects: Map<string, Choice>, companyId: string, added: Choice): void {
  const known = projects.get(companyId);
  projects.set(companyId, known === undefined ? added : either(known, added));
}

/** Clauses that differ in one list only ask the same as one clause with both lists. */
export function mergeClauses(clauses: readonly AskedClause[]): AskedClause[] {
  const byTypes = merge(
    clauses,
    ({ projects, conditions }) => [tenantsOf(projects), conditions.pattern],
    (known, clause) => ({ ...known, types: either(known.types, clause.types) }),
  );
  return merge(
    byTypes,
    ({ types, conditions }) => [itemsOfChoice(types) ?? null, conditions.pattern],
    (known, clause) => {
      const projects = new Map(known.projects);
      for (const [companyId, choice] of clause.projects) addProjects(projects, companyId, choice);
      return { ...known, projects };
    },
  );
}

function merge(
  clauses: readonly AskedClause[],
  keyOf: (clause: AskedClause) => unknown,
  join: (known: AskedClause, clause: AskedClause) => AskedClause,
): AskedClause[] {
  const merged = new Map<string, AskedClause>();
  for (const clause of clauses) {
    const key = canonicalJson(keyOf(clause));
    const known = merged.get(key);
    const isExact = clause.isExact && known?.isExact !== false;
    merged.set(key, known === undefined ? clause : { ...join(known, clause), isExact });
  }
  return [...merged.values()];
}

/** Companies that share their projects. */
interface Tenants {
  readonly companyIds: readonly string[];
  readonly projects: readonly unknown[] | undefined;
}

function tenantsOf(projects: AskedClause['projects']): Tenants[] {
  const groups = Map.groupBy(projects, ([, choice]) => canonicalJson(itemsOfChoice(choice) ?? null));
  return canonicalList(
    [...groups.values()].map(companies => ({
      companyIds: companies.map(([companyId]) => companyId).sort(),
      projects: companies[0] === undefined ? undefined : itemsOfChoice(companies[0][1]),
    })),
  );
}

function tenantFields({ companyIds, projects }: Tenants): PatternObject {
  return { companyId: companyIds, ...(projects === undefined ? {} : { projectId: projects }) };
}

/**
 * A clause as patterns of which one must match. The companies stand beside the conditions, in each of them: conditions
 * cannot name these fields, so nothing that they say can widen them.
 */
export function patternsOf({ types, projects, conditions: { pattern } }: AskedClause): PatternObject[] {
  const typeItems = itemsOfChoice(types);
  const withTypes = typeItems === undefined ? {} : { 'detail-type': typeItems };
  const tenants = tenantsOf(projects).map(tenantFields);
  const [only] = tenants;
  if (tenants.length === 1) return [{ ...withTypes, detail: { ...pattern, ...only } }];
  // One `$or` of tenants saves repeating types and conditions, unless the conditions need the `$or` of this level.
  if (!Object.hasOwn(pattern, '$or')) return [{ ...withTypes, detail: { ...pattern, $or: tenants } }];
  return tenants.map(fields => ({ ...withTypes, detail: { ...pattern, ...fields } }));
}

/** What of a clause may be left to the check before each call: everything but its companies. */
export function partsOf(clause: AskedClause): ClausePart[] {
  const { types, projects, conditions } = clause;
  const typeItems = itemsOfChoice(types);
  const ofTypes = typeItems === undefined ? [] : [part(typeItems, () => ({ ...clause, types: all }))];
  const ofProjects = tenantsOf(projects).flatMap(({ companyIds, projects: items }) => {
    if (items === undefined) return [];
    const widened = () => new Map([...projects, ...companyIds.map((id): [string, Choice] => [id, all])]);
    return [part(items, () => ({ ...clause, projects: widened() }))];
  });
  const ofConditions = conditions.parts.map(({ length, without }) => ({
    length,
    without: () => inexact({ ...clause, conditions: without() }),
  }));
  return [...ofTypes, ...ofProjects, ...ofConditions];
}

function part(items: readonly unknown[], without: () => AskedClause): ClausePart {
  return { length: canonicalJson(items).length, without: () => inexact(without()) };
}

function inexact(clause: AskedClause): AskedClause {
  return { ...clause, isExact: false };
}
