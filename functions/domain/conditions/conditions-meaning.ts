import { EventTooComplexError } from '../../../event-pattern/array-consistency.ts';
import type { EventPattern } from '../../../event-pattern/event-pattern.ts';
import { matches } from '../../../event-pattern/match.ts';
import type { EventDocument } from '../../../event-pattern/parse-event.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';
import { canonicalJson } from '../canonical-json.ts';
import { canonicalConditions } from '../pattern-conditions.ts';
import { type Conditions, isPattern } from './condition.ts';
import { type ConditionedEvent, holds } from './holds.ts';
import { EventTooIntricateError } from './meet.ts';
import { narrow } from './narrow.ts';
import { type PatternObject, patternObjectOf } from './pattern-object.ts';
import { meaningOf } from './read-conditions.ts';
import { type Way, waysWithout } from './ways.ts';
import { withoutWildcards } from './without-wildcards.ts';

/** What EventBridge is asked of a clause's conditions: never more than they say. */
export interface AskedConditions {
  readonly pattern: PatternObject;
  /** The conditions say no more. */
  readonly isExact: boolean;
  /** Parts that can be left out, with the length of each in the pattern, and what is asked without them. */
  readonly parts: readonly { readonly length: number; readonly without: () => AskedConditions }[];
}

const nothing: AskedConditions = { pattern: {}, isExact: true, parts: [] };

export function askedOf(conditions: Conditions | undefined): AskedConditions {
  if (conditions === undefined) return nothing;
  if (!isPattern(conditions)) {
    const { ways, isExact } = narrow(meaningOf(conditions));
    return askedByWays(ways, isExact);
  }
  const whole = canonicalConditions(conditions.pattern);
  const pattern = canonicalConditions(withoutWildcards(whole));
  const [text, asked] = [canonicalJson(whole), canonicalJson(pattern)];
  const without = () => ({ ...nothing, isExact: false });
  return { pattern, isExact: text === asked, parts: [{ length: asked.length, without }] };
}

function askedByWays(ways: readonly Way[], isExact: boolean): AskedConditions {
  const lengths = new Map<string, number>();
  for (const [path, items] of ways.flatMap(way => [...way])) {
    lengths.set(path, (lengths.get(path) ?? 0) + path.length + items.length);
  }
  const parts = [...lengths].map(([path, length]) => ({
    length,
    without: () => askedByWays(waysWithout(path, ways), false),
  }));
  return { pattern: patternObjectOf(ways), isExact, parts };
}

function matchesPattern(pattern: EventPattern, data: EventDocument): boolean {
  try {
    return matches(pattern, data);
  } catch (error) {
    if (!(error instanceof EventTooComplexError)) throw error;
    throw new EventTooIntricateError(error.message, { cause: error });
  }
}

/** Decides whether an event meets a clause's conditions: it throws `EventTooIntricateError` where that cannot be decided. */
export function meets(conditions: Conditions | undefined): (event: ConditionedEvent) => boolean {
  if (conditions === undefined) return () => true;
  if (isPattern(conditions)) {
    const pattern = parsePattern(JSON.stringify(conditions.pattern));
    return ({ data }) => matchesPattern(pattern, data);
  }
  const alternatives = meaningOf(conditions);
  return event => holds(alternatives, event);
}
