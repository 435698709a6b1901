import type { Miss, Seen, Verdict } from '../domain/explain-filter.ts';
import type { Filter } from '../domain/filter.ts';
import { conditionSentence } from '../domain/filter-sentence/condition-sentence.ts';
import type { SentenceNames } from '../domain/filter-sentence/sentence-names.ts';
import type { PortalLanguage } from '../domain/portal.ts';
import type { MissView, VerdictView } from '../domain/wire/preview-schema.ts';

function valueText(value: unknown): string {
  return JSON.stringify(value);
}

function seenText({ field, values }: Seen): string {
  return values.length === 0 ? `${field} has no value` : `${field} is ${values.map(valueText).join(', ')}`;
}

/** For people who write filters, in English. */
function detailOf({ reason, condition, seen }: Miss): string {
  const saw = seen.map(seenText).join('; ');
  switch (reason) {
    case 'event-type':
      return `The event type is not meant: ${saw}.`;
    case 'company':
      return `The company or project is not meant: ${saw}.`;
    case 'same-element':
      return `Each condition holds, but not of the same element of a list: ${saw}.`;
    case 'not':
      return `What must not hold does: ${saw}.`;
    case 'condition':
      return condition === undefined
        ? `The pattern does not match: ${saw}.`
        : `${condition.op} does not hold: ${saw}.`;
  }
}

/** How people read a filter. */
export interface Wording {
  readonly filter: Filter;
  readonly names: SentenceNames;
  readonly language: PortalLanguage;
}

function askedBy({ clause, reason, condition }: Miss, { filter, names, language }: Wording): string | null {
  if (condition === undefined) return null;
  const companyIds = (filter.anyOf[clause]?.companies ?? []).map(({ companyId }) => companyId);
  const asked = reason === 'not' ? { not: condition } : condition;
  return conditionSentence(asked, companyIds, names, language);
}

function missView(miss: Miss, wording: Wording): MissView {
  const { clause, pointer, reason, seen } = miss;
  return {
    clause,
    pointer,
    reason,
    detail: detailOf(miss),
    asked: askedBy(miss, wording),
    seen: seen.map(({ field, values }) => ({ field, values: [...values] })),
  };
}

export function verdictView(verdict: Verdict, wording: Wording): VerdictView {
  return verdict.matches
    ? { matches: true, clause: verdict.clause, misses: [] }
    : { matches: false, clause: null, misses: verdict.misses.map(miss => missView(miss, wording)) };
}
