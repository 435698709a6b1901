import type { EventDocument, EventLeaf } from '../../../event-pattern/parse-event.ts';
import type { Alternative, Alternatives } from './alternatives.ts';
import type { Presence } from './condition.ts';
import { canMeet } from './meet.ts';

/** What conditions are asked of. */
export interface ConditionedEvent {
  /** The event's Detail. */
  readonly data: EventDocument;
  /** When it happened, milliseconds since 1970. */
  readonly eventMs: number;
}

/** Whether the event meets the condition. */
export function holds(alternatives: Alternatives, event: ConditionedEvent): boolean {
  return alternatives.some(alternative => holdsAll(alternative, event));
}

function holdsAll({ some, apart, none, not }: Alternative, event: ConditionedEvent): boolean {
  return (
    none.every(presence => passing(presence, event).length === 0) &&
    [some, ...apart].every(group => canMeet(group.map(presence => passing(presence, event)))) &&
    not.every(alternatives => !holds(alternatives, event))
  );
}

/** The event's values at the path of a presence. */
export function valuesAt({ path, below }: Presence, { data }: ConditionedEvent): readonly EventLeaf[] {
  if (!below) return data.leaves.get(path) ?? [];
  return [...data.leaves].flatMap(([at, leaves]) => (at === path || at.startsWith(`${path}.`) ? leaves : []));
}

function passing(presence: Presence, event: ConditionedEvent): EventLeaf[] {
  return valuesAt(presence, event).filter(leaf => presence.test.passes(leaf, event.eventMs));
}
