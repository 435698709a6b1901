import type { Miss, Seen, Verdict } from '../domain/explain-filter.ts';
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

function missView(miss: Miss): MissView {
  const { clause, pointer, reason, seen } = miss;
  return {
    clause,
    pointer,
    reason,
    detail: detailOf(miss),
    seen: seen.map(({ field, values }) => ({ field, values: [...values] })),
  };
}

export function verdictView(verdict: Verdict): VerdictView {
  return verdict.matches
    ? { matches: true, clause: verdict.clause, misses: [] }
    : { matches: false, clause: null, misses: verdict.misses.map(missView) };
}
