import type { DirectoryKind } from '../directory.ts';
import { healthCheckType } from '../event-catalog.ts';
import { capitalized, defaultNouns, type EnglishNouns } from '../nouns.ts';
import { changedFields, type Fact } from './changed-fields.ts';
import { exactData, type JsonObject, member, nameOf, objectIn, shownValue, textIn } from './event-data.ts';
import { sentenceOf } from './event-sentences.ts';
import type { Names, PayloadInput } from './payload-format.ts';
import { shownText } from './shown-text.ts';

/** An event in words. No text in it is escaped for any target yet. */
export interface ChatMessage {
  /** What happened: "A record was completed". */
  readonly what: string;
  /** The name of what it happened to; `''` when the event does not say. */
  readonly subject: string;
  readonly facts: readonly Fact[];
}

const subjectCharacters = 200;
const typeCharacters = 60;
const placeCharacters = 80;

/** From the inside out: each holds the next one, where an event nests them. */
const places = ['checklist', 'todo', 'todoList', 'project'];

/** What the value lies in, as deep as the event tells. */
function placesOf(value: JsonObject): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  let inner = value;
  for (const name of places) {
    const outer = objectIn(inner, name);
    if (outer === undefined) continue;
    found.set(name, outer);
    inner = outer;
  }
  return found;
}

/** Who did it: the name where the event holds a person of that id, else the directory's, else the id. */
function actorOf(data: JsonObject, things: readonly JsonObject[], names: Names): string | undefined {
  const id = textIn(data, 'actorId');
  if (id === undefined) return undefined;
  const people = things.flatMap(thing => {
    const users = member(thing, 'users');
    return [
      ...['user', 'createdBy', 'updatedBy'].map(name => member(thing, name)),
      ...(Array.isArray(users) ? users : []),
    ];
  });
  const actor = people.find(person => [textIn(person, 'id'), textIn(person, 'uid')].includes(id));
  return nameOf(actor) ?? names('person', id) ?? id;
}

function messageOf(type: string, data: JsonObject, names: Names, nouns: EnglishNouns): ChatMessage {
  const named = (kind: DirectoryKind, id: string | undefined) =>
    id === undefined ? undefined : (names(kind, id) ?? id);
  const value = objectIn(data, 'currentValue') ?? objectIn(data, 'previousValue') ?? {};
  const around = placesOf(value);
  const changes = changedFields(data, names, nouns);
  const about: readonly [string, string | undefined][] = [
    ['Checklist', nameOf(around.get('checklist'))],
    [capitalized(nouns.record[0]), nameOf(around.get('todo'))],
    ['List', nameOf(around.get('todoList')) ?? named('list', textIn(value, 'todoListId'))],
    [
      capitalized(nouns.project[0]),
      nameOf(around.get('project')) ?? named('project', textIn(data, 'projectId')),
    ],
    ['By', actorOf(data, [value, ...around.values()], names)],
  ];
  const facts = about
    .map(([label, text]): Fact => ({ label, text: shownValue(text, placeCharacters) }))
    .filter(({ label, text }) => text !== '' && !changes.some(change => change.label === label));
  return {
    what: shownText(sentenceOf(type, value, nouns.record[0]), typeCharacters),
    subject: shownValue(
      nameOf(value) ?? textIn(data, 'recordId') ?? textIn(value, 'id') ?? '',
      subjectCharacters,
    ),
    facts: [...changes, ...facts],
  };
}

/** Of a webhook that has no name yet, too: its URL can be tried before. */
function checkMessage(name: string, isTest: boolean): ChatMessage {
  const whose = name === '' ? '' : ` of the webhook “${shownText(name, subjectCharacters)}”`;
  return { what: isTest ? 'Test' : 'Health check', subject: `messages${whose} arrive here`, facts: [] };
}

const noNames: Names = () => undefined;

/** What stands before a message that tells of nothing real. */
export const testMark = 'Test: ';

/** A message of an event, or of the health check, that people understand. */
export function chatMessage({
  state,
  event,
  isTest = false,
  names = noNames,
  nouns = defaultNouns.en,
}: PayloadInput): ChatMessage {
  if (event.type === healthCheckType) return checkMessage(state.webhook.name, isTest);
  const message = messageOf(event.type, exactData(event.detailText), names, nouns);
  return isTest ? { ...message, what: `${testMark}${message.what}` } : message;
}
