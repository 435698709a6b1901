import { builtInEventTypes } from '../domain/event-types/built-in-event-types.ts';
import type { EventType } from '../domain/event-types/event-type.ts';
import type { EventTypeStore } from '../domain/event-types/event-type-store.ts';
import {
  type EventTypeListView,
  type EventTypesQuery,
  isEventTypeName,
} from '../domain/wire/event-type-schema.ts';
import { idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { eventTypeView } from './find-event-type.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

const storedAtOnce = 100;

/** Every type of the catalog behind a name, in the order of names: a stored one stands for the one that came. */
async function* typesAfter(
  store: Pick<EventTypeStore, 'list'>,
  name: string | undefined,
): AsyncGenerator<EventType> {
  let after = name;
  for (;;) {
    const stored = await store.list({ limit: storedAtOnce, ...(after === undefined ? {} : { after }) });
    const last = stored.length < storedAtOnce ? undefined : stored.at(-1)?.name;
    const begin = after;
    const came = [...builtInEventTypes.values()].filter(
      type => (begin === undefined || type.name > begin) && (last === undefined || type.name <= last),
    );
    const byName = new Map([...came, ...stored].map(type => [type.name, type]));
    yield* [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
    if (last === undefined) return;
    after = last;
  }
}

export async function listEventTypes(
  { query: { group, deprecated, limit, cursor } }: OperationRequest<unknown, EventTypesQuery>,
  { eventTypes }: Pick<ApiDeps, 'eventTypes'>,
): Promise<Answer> {
  const found: { id: string; type: EventType }[] = [];
  for await (const type of typesAfter(eventTypes, idInCursor(cursor, isEventTypeName))) {
    if (group !== undefined && type.group !== group) continue;
    if (deprecated !== undefined && String(type.deprecated) !== deprecated) continue;
    found.push({ id: type.name, type });
    if (found.length > limit) break;
  }
  const { items, nextCursor } = pageOf(found, limit, ({ type }) => eventTypeView(type));
  return {
    status: 200,
    body: { items: items.map(({ type }) => eventTypeView(type)), nextCursor } satisfies EventTypeListView,
  };
}
