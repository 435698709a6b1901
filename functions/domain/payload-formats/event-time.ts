import { jsonMember } from '../json-member.ts';
import type { PayloadInput } from './payload-format.ts';

/** RFC 3339 §5.6 `date-time`, as the JSON source text of a string. */
const dateTimeText =
  /^"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)"$/;

/** When it happened, as JSON text: the producer's `occurredAt` if it is a date and time, else the event's `time`. */
export function eventTimeText({ time, detailText }: PayloadInput['event']): string {
  const occurredAt = jsonMember(detailText, 'occurredAt');
  return occurredAt !== undefined && dateTimeText.test(occurredAt) ? occurredAt : JSON.stringify(time);
}
