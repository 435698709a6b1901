import { type Counts, type Ends, endsOf } from './counts.ts';
import { mostTypes } from './growing-counts.ts';
import { type Ending, endingOf } from './outcome.ts';

/** What has become of the deliveries of one event type. */
export interface TypeShare extends Ends {
  /** `null`: all further types together. */
  readonly eventType: string | null;
}

/** Calls that have ended in one way. */
export interface OutcomeShare extends Ending {
  readonly attempts: number;
}

/** Most attempts first, then by name; of more than fifty types the smallest ones together, last. */
export function sharesByType({ byEventType }: Counts): TypeShare[] {
  const named = [...byEventType]
    .flatMap(([eventType, ends]) => (eventType === null ? [] : [{ eventType, ...ends }]))
    .sort((a, b) => b.attempts - a.attempts || (a.eventType < b.eventType ? -1 : 1));
  const further = [byEventType.get(null) ?? [], named.slice(mostTypes)].flat();
  const rest = further.length === 0 ? [] : [{ eventType: null, ...endsOf(further) }];
  return [...named.slice(0, mostTypes), ...rest];
}

/** Most attempts first, then by status; those that got none last. */
export function sharesByOutcome({ byOutcome }: Counts): OutcomeShare[] {
  return [...byOutcome]
    .sort(([one, more], [other, less]) => less - more || (one < other ? -1 : 1))
    .flatMap(([outcome, attempts]) => {
      const ending = endingOf(outcome);
      return ending === undefined ? [] : [{ ...ending, attempts }];
    });
}
