import type { EventType } from '../../../client/api/client.ts';
import type { Clause } from './draft.ts';

type Events = Pick<Clause, 'eventTypes' | 'exceptEventTypes'>;

export const isAll = ({ eventTypes }: Events): boolean => eventTypes.includes('*');

export const isChosen = ({ eventTypes, exceptEventTypes = [] }: Events, name: string): boolean =>
  (eventTypes.includes('*') || eventTypes.includes(name)) && !exceptEventTypes.includes(name);

/** All of them, those that come with time too; or none. */
export const chooseAll = (wanted: boolean): Events => ({
  eventTypes: wanted ? ['*'] : [],
  exceptEventTypes: [],
});

/** Takes some in or out; out of all, they become exceptions. */
export function choose(events: Events, names: readonly string[], wanted: boolean): Events {
  const { eventTypes, exceptEventTypes = [] } = events;
  if (isAll(events)) {
    const rest = exceptEventTypes.filter(name => !names.includes(name));
    return { eventTypes: ['*'], exceptEventTypes: wanted ? rest : [...rest, ...names].sort() };
  }
  const rest = eventTypes.filter(name => !names.includes(name));
  return { eventTypes: wanted ? [...rest, ...names].sort() : rest, exceptEventTypes: [] };
}

export interface EventGroup {
  readonly name: string;
  readonly types: readonly EventType[];
}

/** The catalog by its groups, in its order; deprecated types only where they are chosen. */
export function groupsOf(types: readonly EventType[], events: Events): EventGroup[] {
  const shown = types.filter(({ deprecated, name }) => !deprecated || events.eventTypes.includes(name));
  return [...Map.groupBy(shown, ({ group }) => group)].map(([name, types]) => ({ name, types }));
}

/** What most people ask for first, as far as the catalog has it. */
const popularNames = [
  'TODO_CREATED',
  'TODO_DONE_STATUS_UPDATED',
  'TODO_MOVED',
  'TODO_ASSIGNEE_ADDED',
  'TODO_DUE_DATE_UPDATED',
  'COMMENT_CREATED',
  'TODO_TAG_ADDED',
  'TODO_CUSTOM_FIELD_UPDATED',
];

/** Eight event types for one click: the well-known ones, or else the first of the catalog. */
export function popularOf(types: readonly EventType[]): EventType[] {
  const current = types.filter(({ deprecated }) => !deprecated);
  const known = popularNames.flatMap(name => current.find(type => type.name === name) ?? []);
  return [...known, ...current.filter(type => !known.includes(type))].slice(0, popularNames.length);
}
