import { type Caller, nounOf } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { builtInEventTypes } from '../domain/event-types/built-in-event-types.ts';
import type { EventType } from '../domain/event-types/event-type.ts';
import type { EventTypeStore } from '../domain/event-types/event-type-store.ts';
import { type EventTypeView, isEventTypeName } from '../domain/wire/event-type-schema.ts';

/** A type of the catalog, and what of it is stored: nothing for one that is as it came. */
export interface FoundEventType {
  readonly current: EventType | undefined;
  readonly stored: EventType | undefined;
}

export async function findEventType(
  store: Pick<EventTypeStore, 'find'>,
  name: string,
): Promise<FoundEventType> {
  const stored = isEventTypeName(name) ? await store.find(name) : undefined;
  return { current: stored ?? builtInEventTypes.get(name), stored };
}

export function noEventType(): ProblemError {
  return new ProblemError('not-found', 'No such event type. GET /v1/event-types lists them.');
}

/** The catalog is everybody's. @throws ProblemError `forbidden` */
export function checkMayChangeCatalog(caller: Caller): void {
  if (caller.companies === '*') return;
  throw new ProblemError(
    'forbidden',
    `The catalog belongs to all companies: only who holds every company ("*") can change it. This ${nounOf(caller)} does not.`,
  );
}

export function eventTypeView(type: EventType): EventTypeView {
  return {
    name: type.name,
    group: type.group,
    title: { ...type.title },
    description: { ...type.description },
    schema: { ...type.schema },
    example: type.example === undefined ? null : { ...type.example },
    deprecated: type.deprecated,
    version: type.version,
    builtIn: builtInEventTypes.has(type.name),
    updatedAt: type.updatedAt ?? null,
  };
}
