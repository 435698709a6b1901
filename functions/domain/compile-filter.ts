import { InvalidPatternError } from '../../event-pattern/invalid-pattern-error.ts';
import { parsePattern } from '../../event-pattern/parse-pattern.ts';
import { canonicalJson, canonicalList } from './canonical-json.ts';
import { type Fault, ProblemError } from './errors.ts';
import { everyEventType } from './event-catalog.ts';
import type { Clause, CompanyTerm, Filter } from './filter.ts';
import { canonicalConditions, refuseRepeatedPaths, refuseTenantFields } from './pattern-conditions.ts';

/** EventBridge's limit on the length of an event pattern, in characters (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html). */
export const maxPatternLength = 2048;

type PatternObject = Readonly<Record<string, unknown>>;

/** Companies that share one list of projects. */
interface Tenants {
  readonly companyIds: readonly string[];
  readonly projectIds: '*' | readonly string[];
}

function uniqueSorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

/** One company's projects in one place: `'*'` swallows single projects, repeated terms become one. */
function projectsByCompany(terms: readonly CompanyTerm[]): Map<string, '*' | readonly string[]> {
  const projects = new Map<string, '*' | Set<string>>();
  for (const { companyId, projectIds } of terms) {
    const known = projects.get(companyId) ?? new Set();
    if (known === '*' || projectIds === '*') projects.set(companyId, '*');
    else {
      for (const id of projectIds) known.add(id);
      projects.set(companyId, known);
    }
  }
  return new Map([...projects].map(([id, ids]) => [id, ids === '*' ? ids : [...ids].sort()]));
}

function tenantsOf(terms: readonly CompanyTerm[]): Tenants[] {
  const groups = new Map<string, { companyIds: string[]; projectIds: '*' | readonly string[] }>();
  for (const [companyId, projectIds] of projectsByCompany(terms)) {
    const key = canonicalJson(projectIds);
    const group = groups.get(key) ?? { companyIds: [], projectIds };
    group.companyIds.push(companyId);
    groups.set(key, group);
  }
  return canonicalList(
    [...groups.values()].map(group => ({ ...group, companyIds: uniqueSorted(group.companyIds) })),
  );
}

function tenantFields({ companyIds, projectIds }: Tenants): PatternObject {
  return { companyId: companyIds, ...(projectIds === '*' ? {} : { projectId: projectIds }) };
}

/**
 * A clause as patterns of which one must match. The companies stand beside the conditions, in each of them: conditions
 * cannot name these fields, so nothing that they say can widen them.
 */
function branchesOf(clause: Clause): PatternObject[] {
  const conditions = canonicalConditions(clause.conditions?.pattern ?? {});
  const types = clause.eventTypes.includes(everyEventType)
    ? {}
    : { 'detail-type': uniqueSorted(clause.eventTypes) };
  const tenants = tenantsOf(clause.companies).map(tenantFields);
  const [only] = tenants;
  if (tenants.length === 1) return [{ ...types, detail: { ...conditions, ...only } }];
  // One `$or` of tenants saves repeating types and conditions, unless the conditions need the `$or` of this level.
  if (!Object.hasOwn(conditions, '$or')) return [{ ...types, detail: { ...conditions, $or: tenants } }];
  return tenants.map(fields => ({ ...types, detail: { ...conditions, ...fields } }));
}

/** Clauses that differ in one list only say the same as one clause with both lists. */
function mergeClauses(clauses: readonly Clause[]): Clause[] {
  const merged = new Map<string, Clause>();
  const join = (key: string, clause: Clause, add: (known: Clause) => Clause) => {
    const known = merged.get(key);
    merged.set(key, known === undefined ? clause : add(known));
  };
  for (const clause of clauses) {
    const companies = [...projectsByCompany(clause.companies)].sort(([a], [b]) => (a < b ? -1 : 1));
    join(canonicalJson([companies, clause.conditions?.pattern ?? null]), clause, known => ({
      ...known,
      eventTypes: [...known.eventTypes, ...clause.eventTypes],
    }));
  }
  const byCompanies = [...merged.values()];
  merged.clear();
  for (const clause of byCompanies) {
    const types = clause.eventTypes.includes(everyEventType)
      ? [everyEventType]
      : uniqueSorted(clause.eventTypes);
    join(canonicalJson([types, clause.conditions?.pattern ?? null]), clause, known => ({
      ...known,
      companies: [...known.companies, ...clause.companies],
    }));
  }
  return [...merged.values()];
}

const conditionsPointer = (clause: number) => `/filter/anyOf/${clause}/conditions/pattern`;

function checkConditions({ conditions }: Clause, index: number): void {
  if (conditions === undefined) return;
  const base = conditionsPointer(index);
  refuseTenantFields(conditions.pattern, base);
  // Before it is parsed: what is too long anyway must not cost time and memory.
  checkLength(canonicalJson(canonicalConditions(conditions.pattern)), base);
  checkPattern(JSON.stringify(conditions.pattern), ({ pointer, message }) => ({
    pointer: `${base}${pointer}`,
    detail: message,
  }));
  refuseRepeatedPaths(conditions.pattern, base);
}

function checkLength({ length }: string, pointer: string): void {
  if (length <= maxPatternLength) return;
  const detail = `It compiles to ${length} characters of event pattern; at most ${maxPatternLength} are possible. Name fewer projects, event types or conditions, or split it over several webhooks.`;
  throw new ProblemError('pattern-too-long', 'The filter is too long for one EventBridge rule.', [
    { pointer, detail },
  ]);
}

function checkPattern(text: string, faultOf: (error: InvalidPatternError) => Fault): void {
  try {
    parsePattern(text);
  } catch (error) {
    if (!(error instanceof InvalidPatternError)) throw error;
    throw new ProblemError('invalid-filter', 'The filter is not valid.', [faultOf(error)]);
  }
}

/** EventBridge reserves some names of fields inside `$or`, and several clauses or groups of companies become one. */
function refuseReservedNames(filter: Filter): void {
  const wrapped = '/$or/0';
  for (const [index, { conditions }] of filter.anyOf.entries()) {
    if (conditions === undefined) continue;
    checkPattern(JSON.stringify({ $or: [conditions.pattern, { other: [1] }] }), error => ({
      pointer: `${conditionsPointer(index)}${error.pointer.slice(wrapped.length)}`,
      detail: `${error.reason} EventBridge needs $or for several clauses, or for companies with different projects: put this clause into a webhook of its own, for one company.`,
    }));
  }
}

/**
 * The canonical EventBridge event pattern of a filter: the same meaning in another order gives the same text.
 * @throws ProblemError `invalid-filter` with a JSON pointer, or `pattern-too-long` over 2,048 characters
 */
export function compileFilter(filter: Filter): string {
  filter.anyOf.forEach(checkConditions);
  const branches = canonicalList(mergeClauses(filter.anyOf).flatMap(branchesOf));
  const [only] = branches;
  const pattern = canonicalJson(branches.length === 1 ? only : { $or: branches });
  checkLength(pattern, '/filter');
  if (pattern.includes('"$or"')) refuseReservedNames(filter);
  checkPattern(pattern, ({ message }) => ({ pointer: '/filter', detail: message }));
  return pattern;
}
