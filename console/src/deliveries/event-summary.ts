import type { Event } from '../../../client/api/client.ts';
import { isObject } from '../../../event-contract/exact-json.ts';
import { visibleText } from './visible-json.ts';

/** Whom and what an event tells of, as far as its data says. */
export interface EventSummary {
  readonly companyId: string | undefined;
  readonly projectId: string | undefined;
  readonly actorId: string | undefined;
  /** What people call the thing: its title, name or text. */
  readonly thing: string | undefined;
}

const longestThing = 200;

export function eventSummary({ data }: Pick<Event, 'data'>): EventSummary {
  return {
    companyId: textOf(data.companyId),
    projectId: textOf(data.projectId),
    actorId: textOf(data.actorId),
    thing: shownText(thingOf(data.currentValue) ?? thingOf(data.previousValue) ?? textOf(data.recordId)),
  };
}

function thingOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  return textOf(value.title) ?? textOf(value.name) ?? textOf(value.text);
}

function shownText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return visibleText(text.length > longestThing ? `${text.slice(0, longestThing)}…` : text);
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  return value;
}

export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** What the event says has changed, in its order. */
export function changesOf({ data: { changes } }: Pick<Event, 'data'>): readonly FieldChange[] {
  if (!isObject(changes)) return [];
  return Object.entries(changes).flatMap(([field, change]) =>
    isObject(change) ? [{ field, from: change.from ?? null, to: change.to ?? null }] : [],
  );
}
