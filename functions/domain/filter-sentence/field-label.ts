import type { DirectoryKind } from '../directory.ts';
import type { NounName } from '../nouns.ts';
import { kindOfField } from '../payload-formats/named-fields.ts';
import type { PortalLanguage } from '../portal.ts';
import type { Speech } from './speech.ts';

type Label = Readonly<Record<PortalLanguage, string>>;

/** Members of the things that events tell of. */
const labels: Readonly<Record<string, Label>> = {
  archived: { en: '“archived” mark', ru: 'в архиве' },
  checklist: { en: 'checklist', ru: 'чек-лист' },
  color: { en: 'colour', ru: 'цвет' },
  createdAt: { en: 'creation date', ru: 'дата создания' },
  createdById: { en: 'author', ru: 'автор' },
  currency: { en: 'currency', ru: 'валюта' },
  customFields: { en: 'custom fields', ru: 'пользовательские поля' },
  done: { en: '“completed” mark', ru: 'выполнено' },
  duedAt: { en: 'due date', ru: 'срок' },
  firstName: { en: 'first name', ru: 'имя' },
  fullName: { en: 'full name', ru: 'полное имя' },
  html: { en: 'formatted text', ru: 'форматированный текст' },
  id: { en: 'id', ru: 'идентификатор' },
  lastName: { en: 'last name', ru: 'фамилия' },
  name: { en: 'name', ru: 'название' },
  position: { en: 'position', ru: 'порядок' },
  startedAt: { en: 'start date', ru: 'дата начала' },
  status: { en: 'status', ru: 'статус' },
  tags: { en: 'tags', ru: 'теги' },
  text: { en: 'text', ru: 'текст' },
  timezone: { en: 'time zone', ru: 'часовой пояс' },
  title: { en: 'title', ru: 'название' },
  todoList: { en: 'list', ru: 'список' },
  todoListId: { en: 'list', ru: 'список' },
  type: { en: 'type', ru: 'тип' },
  updatedAt: { en: 'date of the last change', ru: 'дата изменения' },
  user: { en: 'author', ru: 'автор' },
  users: { en: 'assignees', ru: 'исполнители' },
  value: { en: 'value', ru: 'значение' },
};

/** Members of every event. */
const eventLabels: Readonly<Record<string, Label>> = {
  actorId: { en: 'the one who changed it', ru: 'кто изменил' },
  changedFields: { en: 'the list of what changed', ru: 'изменённые поля' },
  occurredAt: { en: 'the time of the event', ru: 'время события' },
  sequence: { en: 'the number of the event', ru: 'номер события' },
};

/** Those that the operator may call otherwise. */
const nounLabels = new Map<string, NounName>([
  ['company', 'company'],
  ['project', 'project'],
  ['todo', 'record'],
]);

const lists: ReadonlySet<string> = new Set(['customFields', 'tags', 'users']);
const dates: ReadonlySet<string> = new Set(['createdAt', 'duedAt', 'occurredAt', 'startedAt', 'updatedAt']);
const things: ReadonlySet<string> = new Set(['checklist', 'company', 'project', 'todo', 'todoList', 'user']);
const naming: ReadonlySet<string> = new Set(['fullName', 'name', 'title']);

/** What people call the state of the record itself. */
const state: Label = { en: 'state', ru: 'состояние' };

/** A field of a condition, for people. */
export interface FieldLabel {
  readonly text: string;
  /** Otherwise the text is the platform's own, and stands in quotation marks. */
  readonly isKnown: boolean;
  /** Of the record as it is after the event, as it was before it, or of the event itself. */
  readonly of: 'event' | 'record' | 'record before';
  /** The record has several, such as tags. */
  readonly isList: boolean;
  readonly isDate: boolean;
  /** Of what the values are ids. */
  readonly kind: DirectoryKind | undefined;
}

type Naming = Pick<Speech, 'language' | 'nouns'>;

function labelOf(name: string, isOfEvent: boolean, { language, nouns }: Naming): string | undefined {
  if (isOfEvent && name === 'recordId') return language === 'en' ? `the ${nouns.record}` : nouns.record;
  const noun = isOfEvent ? undefined : nounLabels.get(name);
  if (noun !== undefined) return nouns[noun];
  const table = isOfEvent ? eventLabels : labels;
  return Object.hasOwn(table, name) ? table[name]?.[language] : undefined;
}

/** A name of the platform's in words: `dueDate` and `due_date` are "due date". */
function words(name: string): string {
  return name
    .replaceAll('_', ' ')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
}

/** Of a thing its id and its name are the thing itself: `tags.title` is "tags". */
function withoutNaming(path: readonly string[]): readonly string[] {
  const [parent = '', last = ''] = path.slice(-2);
  if (path.length < 2) return path;
  const isThing = things.has(parent) || lists.has(parent);
  // A custom field's name says which field it is, not what is in it.
  const isNaming = naming.has(last) && parent !== 'customFields';
  return isThing && (last === 'id' || isNaming) ? path.slice(0, -1) : path;
}

function kindAt(path: readonly string[]): DirectoryKind | undefined {
  const [parent = '', last = ''] = path.slice(-2);
  if (path.length === 1) return kindOfField(parent);
  return kindOfField(last === 'id' ? parent : last);
}

/**
 * @param isOfRecord a path through the record, whichever of its states is meant; otherwise one through the event's data
 */
export function fieldLabel(field: string, isOfRecord: boolean, speech: Naming): FieldLabel {
  const [first = '', ...rest] = field.split('.');
  const isState = !isOfRecord && (first === 'currentValue' || first === 'previousValue');
  const path = isState ? rest : [first, ...rest];
  const of = isState
    ? first === 'currentValue'
      ? 'record'
      : 'record before'
    : isOfRecord
      ? 'record'
      : 'event';
  const shown = withoutNaming(path);
  const [only = ''] = shown;
  const label =
    path.length === 0
      ? state[speech.language]
      : shown.length === 1
        ? labelOf(only, of === 'event', speech)
        : undefined;
  return {
    text: label ?? shown.map(name => labelOf(name, false, speech) ?? words(name)).join(' › '),
    isKnown: label !== undefined,
    of,
    isList: of !== 'event' && shown.length === 1 && lists.has(only),
    isDate: dates.has(path.at(-1) ?? ''),
    kind: kindAt(path),
  };
}
