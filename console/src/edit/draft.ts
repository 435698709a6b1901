import type { Filter } from '../../../client/api/client.ts';
import { type ConditionDraft, withoutEmptyGroups } from './conditions/condition-draft.ts';

export type Place = Filter['anyOf'][number]['companies'][number];

/** A clause of a filter; what it asks for may be incomplete. */
export interface Clause {
  readonly eventTypes: readonly string[];
  readonly exceptEventTypes?: readonly string[];
  readonly companies: readonly Place[];
  readonly conditions?: ConditionDraft;
}

/** What the webhook is for: it decides what is asked of its address. */
export const purposes = ['chat', 'automation', 'system', 'inbox'] as const;
export type Purpose = (typeof purposes)[number];

/** A webhook that is being made or changed; it may be incomplete. */
export interface Draft {
  readonly purpose: Purpose | undefined;
  /** Empty: one is made of what it listens to. */
  readonly name: string;
  readonly clauses: readonly Clause[];
}

export const emptyClause: Clause = { eventTypes: [], companies: [] };
export const emptyDraft: Draft = { purpose: undefined, name: '', clauses: [emptyClause] };

/** Whether the clause says when and where, as far as it has to before it can be tried. */
export const isComplete = ({ eventTypes, companies }: Clause): boolean =>
  eventTypes.length > 0 && companies.length > 0;

/** @returns undefined while the draft does not say when and where */
export function filterOf({ clauses }: Draft): Filter | undefined {
  if (!clauses.every(isComplete)) return undefined;
  const filter: unknown = {
    anyOf: clauses.map(({ conditions, ...clause }) => {
      const kept = conditions && withoutEmptyGroups(conditions);
      return { ...clause, ...(kept !== undefined && { conditions: kept }) };
    }),
  };
  return isFilter(filter) ? filter : undefined;
}

export const draftOf = (name: string, filter: Filter): Draft => ({
  purpose: undefined,
  name,
  clauses: filter.anyOf,
});

/** The draft with another clause in one place. */
export function withClause(draft: Draft, place: number, change: Partial<ClauseChange>): Draft {
  const clauses = draft.clauses.map((clause, at) => (at === place ? tidy({ ...clause, ...change }) : clause));
  return { ...draft, clauses };
}

type ClauseChange = Omit<Clause, 'exceptEventTypes' | 'conditions'> & {
  readonly exceptEventTypes?: readonly string[] | undefined;
  readonly conditions?: ConditionDraft | undefined;
};

/** Members that say nothing are left out: the API takes no empty lists. */
function tidy({ exceptEventTypes = [], conditions, ...clause }: ClauseChange): Clause {
  return {
    ...clause,
    ...(exceptEventTypes.length > 0 && { exceptEventTypes }),
    ...(conditions !== undefined && { conditions }),
  };
}

export function withNewClause(draft: Draft): Draft {
  return { ...draft, clauses: [...draft.clauses, emptyClause] };
}

export function withoutClause(draft: Draft, place: number): Draft {
  const clauses = draft.clauses.filter((_, at) => at !== place);
  return { ...draft, clauses: clauses.length === 0 ? [emptyClause] : clauses };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only its outline: what a filter has to be like is the API's to say. */
const isClause = (value: unknown): value is Clause =>
  isRecord(value) && Array.isArray(value.eventTypes) && Array.isArray(value.companies);

const isFilter = (value: unknown): value is Filter =>
  isRecord(value) && Array.isArray(value.anyOf) && value.anyOf.every(isClause);

/** The draft as it stands behind `#`: there it never leaves the browser. */
export function writeDraft(draft: Draft): string {
  return new URLSearchParams({ draft: JSON.stringify(draft) }).toString();
}

/** @returns undefined when there is none, or none that makes sense */
export function readDraft(hash: string): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(new URLSearchParams(hash.replace(/^#/, '')).get('draft') ?? 'null');
    if (!isRecord(draft) || !Array.isArray(draft.clauses)) return undefined;
    const clauses = draft.clauses.filter(isClause);
    const purpose = purposes.find(one => one === draft.purpose);
    const name = typeof draft.name === 'string' ? draft.name : '';
    return clauses.length === 0 ? undefined : { purpose, name, clauses };
  } catch {
    return undefined;
  }
}
