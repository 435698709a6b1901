import { matches } from '../../event-pattern/match.ts';
import { type EventDocument, parseEvent } from '../../event-pattern/parse-event.ts';
import { parsePattern } from '../../event-pattern/parse-pattern.ts';
import { chooses } from './choice.ts';
import { meets } from './conditions/conditions-meaning.ts';
import { clauseAllows, eventTypesOf, type Filter } from './filter.ts';
import type { FinehookEvent } from './queue-message.ts';

/** What a filter looks at. */
export interface FilteredEvent {
  readonly type: string;
  readonly companyId: unknown;
  readonly projectId: unknown;
  /** The event's Detail. */
  readonly data: EventDocument;
  /** When it happened, milliseconds since 1970. */
  readonly eventMs: number;
}

/** Decides whether EventBridge passes an event on to a rule. @param pattern as `compileFilter` makes it */
export function patternTest(pattern: string): (eventText: string) => boolean {
  const parsed = parsePattern(pattern);
  return eventText => matches(parsed, parseEvent(eventText));
}

export type FilterTest = (event: FilteredEvent) => boolean;

/** @param detailText the JSON text of the event's Detail, for the sake of its numbers */
export function filteredEvent({
  type,
  time,
  detail: { companyId, projectId },
  detailText,
}: Pick<FinehookEvent, 'type' | 'time' | 'detail' | 'detailText'>): FilteredEvent {
  return { type, companyId, projectId, data: parseEvent(detailText), eventMs: Date.parse(time) };
}

const tests = new WeakMap<Filter, FilterTest>();

/** Whether a filter wants an event, to the letter: what its event pattern leaves open, too. Made once for each filter. */
export function filterTest(filter: Filter): FilterTest {
  const made = tests.get(filter) ?? newTest(filter);
  tests.set(filter, made);
  return made;
}

function newTest({ anyOf }: Filter): FilterTest {
  const clauses = anyOf.map(clause => ({
    clause,
    types: eventTypesOf(clause),
    conditions: meets(clause.conditions),
  }));
  return event => {
    const { type, companyId, projectId } = event;
    if (typeof companyId !== 'string' || typeof projectId !== 'string') return false;
    return clauses.some(
      ({ clause, types, conditions }) =>
        chooses(types, type) && clauseAllows(clause, companyId, projectId) && conditions(event),
    );
  };
}
