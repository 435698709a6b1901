import { capitalized, type EnglishNouns, type NounName } from '../nouns.ts';
import { isObject, type JsonObject, nameOf, objectIn, shownValue } from './event-data.ts';
import { kindOfField } from './named-fields.ts';
import type { Names } from './payload-format.ts';
import { shownText } from './shown-text.ts';

/** Something about an event, for people: `List`, `Doing → Done`. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}

const maxChanges = 8;
const labelCharacters = 40;
const valueCharacters = 120;
const nothing = '–';

/** Fields whose words are not in their names. */
const labels: Readonly<Record<string, string>> = {
  duedAt: 'Due date',
  startedAt: 'Start date',
  todoList: 'List',
  users: 'Assignees',
};

/** Fields that change with every change, or say what another one says. */
const unsaid: ReadonlySet<string> = new Set(['html', 'updatedAt']);

/** Those that the operator may call otherwise. */
const nounFields = new Map<string, NounName>([
  ['company', 'company'],
  ['project', 'project'],
  ['record', 'record'],
  ['todo', 'record'],
]);

function labelOf(field: string, nouns: EnglishNouns): string {
  const noun = nounFields.get(field);
  if (noun !== undefined) return capitalized(nouns[noun][0]);
  const own = Object.hasOwn(labels, field) ? labels[field] : undefined;
  if (own !== undefined) return own;
  const words = shownText(
    field.replaceAll('_', ' ').replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2'),
    labelCharacters,
  );
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1).toLowerCase()}`;
}

/** `todoListId` is an id of `todoList`: where the values hold that by name, people get the name. */
function namedThing(field: string, value: JsonObject | undefined): string | undefined {
  return nameOf(objectIn(value, field.slice(0, -'Id'.length)));
}

function changeIn(change: unknown): { readonly from: unknown; readonly to: unknown } | undefined {
  const { from, to } = isObject(change) ? change : {};
  return from === undefined && to === undefined ? undefined : { from, to };
}

/** What changed, from → to, as the event's `changes` says. */
export function changedFields(data: JsonObject, names: Names, nouns: EnglishNouns): Fact[] {
  const [previous, current] = [objectIn(data, 'previousValue'), objectIn(data, 'currentValue')];
  const changes = Object.entries(objectIn(data, 'changes') ?? {}).flatMap(([field, value]) => {
    const change = unsaid.has(field) ? undefined : changeIn(value);
    return change === undefined ? [] : [{ field, ...change }];
  });
  const told = changes.slice(0, maxChanges);
  const facts = told.map(({ field, from, to }): Fact => {
    const isId = field.length > 2 && field.endsWith('Id');
    const [was, became] = isId ? [namedThing(field, previous), namedThing(field, current)] : [];
    const areNamed = was !== undefined && became !== undefined;
    const [shownFrom, shownTo] = areNamed ? [was, became] : [from, to];
    const kind = areNamed ? undefined : kindOfField(field);
    const nameOfId = (id: string) => (kind === undefined ? undefined : names(kind, id));
    const shown = (value: unknown) => shownValue(value, valueCharacters, nameOfId) || nothing;
    return {
      label: labelOf(isId ? field.slice(0, -'Id'.length) : field, nouns),
      text: `${shown(shownFrom)} → ${shown(shownTo)}`,
    };
  });
  // An id and the thing that it is of come to the same.
  const distinct = [...new Map(facts.map(fact => [`${fact.label} ${fact.text}`, fact])).values()];
  const more = changes.length - told.length;
  return more > 0 ? [...distinct, { label: 'More changes', text: String(more) }] : distinct;
}
