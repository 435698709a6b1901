import { exampleDetail } from '../event-examples/event-examples.ts';
import type { BuiltIn } from './built-in.ts';
import { checklistEventTypes } from './checklist-event-types.ts';
import type { EventType, LocalizedText } from './event-type.ts';
import {
  commentEventTypes,
  customFieldEventTypes,
  listEventTypes,
  tagEventTypes,
} from './project-event-types.ts';
import { recordEventTypes } from './record-event-types.ts';

const groups: Readonly<Record<string, readonly BuiltIn[]>> = {
  Record: recordEventTypes,
  Checklist: checklistEventTypes,
  List: listEventTypes,
  'Custom field': customFieldEventTypes,
  Tag: tagEventTypes,
  Comment: commentEventTypes,
};

function eventTypeOf(group: string, { name, en, ru, schema }: BuiltIn): EventType {
  const example = exampleDetail(name);
  return {
    name,
    group,
    title: { en: en.title, ru: ru.title },
    description: { en: en.description, ru: ru.description },
    schema,
    ...(example === undefined ? {} : { example }),
    deprecated: false,
    version: 1,
  };
}

/** The event types that come with Finehook, by name: Blue's 37 (https://blue.cc/api, webhooks). */
export const builtInEventTypes: ReadonlyMap<string, EventType> = new Map(
  Object.entries(groups).flatMap(([group, types]) =>
    types.map(type => [type.name, eventTypeOf(group, type)] as const),
  ),
);

/** What happens, as a part of a sentence ("a record is moved"), by the name of an event type that comes with Finehook. */
export const builtInHappenings: ReadonlyMap<string, LocalizedText> = new Map(
  Object.values(groups)
    .flat()
    .map(({ name, en, ru }) => [name, { en: en.happening, ru: ru.happening }]),
);
