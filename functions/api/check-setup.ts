import type { AddressPolicy } from '../domain/address-policy.ts';
import { compileFilter } from '../domain/compile-filter.ts';
import { type Fault, ProblemError } from '../domain/errors.ts';
import { everyEventType, isKnownEventType, nearestEventType } from '../domain/event-catalog.ts';
import type { Filter } from '../domain/filter.ts';
import { jsonPointer } from '../domain/json-pointer.ts';

function eventTypeFault(name: string, alone: boolean): string | undefined {
  if (name === everyEventType)
    return alone ? undefined : '"*" means every event and stands alone in its list.';
  if (isKnownEventType(name)) return undefined;
  const near = nearestEventType(name);
  return near === undefined ? 'No such event type.' : `No such event type. Did you mean ${near}?`;
}

function eventTypeFaults(filter: Filter): Fault[] {
  return filter.anyOf.flatMap(({ eventTypes }, clause) =>
    eventTypes.flatMap((name, index) => {
      const detail = eventTypeFault(name, eventTypes.length === 1);
      const pointer = jsonPointer(['filter', 'anyOf', clause, 'eventTypes', index]);
      return detail === undefined ? [] : [{ pointer, detail }];
    }),
  );
}

/**
 * The event pattern of a filter that has the right shape.
 * @throws ProblemError `invalid-filter` or `pattern-too-long`
 */
export function patternOf(filter: Filter): string {
  const faults = eventTypeFaults(filter);
  if (faults.length > 0) throw new ProblemError('invalid-filter', 'The filter is not valid.', faults);
  return compileFilter(filter);
}

/** @throws ProblemError `url-not-allowed` */
export function checkUrl(url: string, addresses: Pick<AddressPolicy, 'checkUrl'>): void {
  const verdict = addresses.checkUrl(url);
  if (verdict.allowed) return;
  const detail = `Not allowed: ${verdict.reason}.`;
  throw new ProblemError('url-not-allowed', 'Webhooks cannot have this URL.', [{ pointer: '/url', detail }]);
}
