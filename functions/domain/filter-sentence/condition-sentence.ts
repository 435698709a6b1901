import { type Condition, type Conditions, type FieldCondition, isPattern } from '../conditions/condition.ts';
import { isOperatorName, operators } from '../conditions/operators.ts';
import type { DirectoryKind } from '../directory.ts';
import { shownText } from '../payload-formats/shown-text.ts';
import type { PortalLanguage } from '../portal.ts';
import { askedOf } from './asked.ts';
import type { SentenceNames } from './sentence-names.ts';
import { quoted } from './sentence-parts.ts';
import type { Speech } from './speech.ts';
import { speechIn } from './speeches.ts';

/** Of one list of conditions; the rest is a number. */
const maxConditions = 5;

/** Longest sentence, code points. */
export const maxSentence = 1_000;

export interface Telling {
  readonly speech: Speech;
  /** What people call the thing of an id, in whichever company of the clause. */
  readonly nameOf: (kind: DirectoryKind, id: string) => string | undefined;
}

/** With more companies in a clause, ids in its conditions stay ids: each company would have to be asked. */
const maxCompanies = 10;

/** The same id may be another thing in another company: then it has no one name. */
export function namesIn(companyIds: Iterable<string>, names: SentenceNames): Telling['nameOf'] {
  const all = [...companyIds];
  const companies = all.length > maxCompanies ? [] : all;
  return (kind, id) => {
    const found = companies.flatMap(companyId => names.nameOf({ companyId, kind, id }) ?? []);
    const [name, ...others] = new Set(found);
    return others.length === 0 ? name : undefined;
  };
}

/**
 * What one condition asks, as a part of a sentence: "its status became “Done”". One line of plain text, at most 1,000 characters.
 * @param companyIds companies whose things the condition may name
 * @throws RangeError for an operator that there is not
 */
export function conditionSentence(
  conditions: Conditions,
  companyIds: readonly string[],
  names: SentenceNames,
  language: PortalLanguage,
): string {
  const telling = { speech: speechIn(language, names.nouns), nameOf: namesIn(companyIds, names) };
  return shownText(conditionsTold(conditions, telling), maxSentence);
}

/** The same for a whole sentence, not cut. */
export function conditionsTold(conditions: Conditions, telling: Telling): string {
  const { speech } = telling;
  if (isPattern(conditions)) return speech.pattern(quoted(JSON.stringify(conditions.pattern), speech));
  const group = groupOf(conditions, true);
  const parts = partsTold(group, telling);
  if (parts.length === 1) return parts.join();
  return group.by === 'or' ? speech.either(parts) : parts.join(`, ${speech.and} `);
}

interface Told {
  readonly condition: Condition;
  /** Whether the condition is meant, or its contrary. */
  readonly isSo: boolean;
}

interface Group {
  readonly by: 'and' | 'or';
  readonly members: readonly Told[];
}

/**
 * A condition as a list of those that say the same. What is not so of several together stays one: of lists, conditions that hold
 * together hold of one element.
 */
function groupOf(condition: Condition, isSo: boolean): Group {
  if ('not' in condition) return groupOf(condition.not, !isSo);
  const single: Group = { by: 'and', members: [{ condition, isSo }] };
  if ('op' in condition) return single;
  const members = 'all' in condition ? condition.all : condition.any;
  const [only] = members;
  if (only !== undefined && members.length === 1) return groupOf(only, isSo);
  if ('all' in condition && !isSo) return single;
  const by = 'any' in condition && isSo ? 'or' : 'and';
  return {
    by,
    members: members.flatMap(member => flattened(groupOf(member, isSo), by, { condition: member, isSo })),
  };
}

/** A group within another one: it melts into one that joins in the same way. */
function flattened(inner: Group, by: Group['by'], told: Told): readonly Told[] {
  return inner.by === by || inner.members.length === 1 ? inner.members : [told];
}

function partsTold({ members }: Group, telling: Telling): string[] {
  const parts = members.slice(0, maxConditions).map(told => partTold(told, telling));
  const rest = members.length - parts.length;
  return rest > 0 ? [...parts, telling.speech.more(rest, 'condition')] : parts;
}

function partTold({ condition, isSo }: Told, telling: Telling): string {
  const { speech } = telling;
  if ('op' in condition) return phraseOf(condition, isSo, telling);
  if ('all' in condition && !isSo) return speech.notSo(partTold({ condition, isSo: true }, telling));
  const group = groupOf(condition, isSo);
  return `(${partsTold(group, telling).join(` ${speech[group.by]} `)})`;
}

function phraseOf(condition: FieldCondition, isSo: boolean, { speech, nameOf }: Telling): string {
  const { op } = condition;
  if (!isOperatorName(op)) throw new RangeError(`there is no operator ${op}`);
  const asked = askedOf(condition, { speech, fieldKind: operators[op].field, nameOf });
  const [so, notSo] = speech.operators[op](asked);
  return `${isSo ? so : notSo}${condition.ignoreCase === true ? speech.caseless : ''}`;
}
