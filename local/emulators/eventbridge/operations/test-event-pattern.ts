import { matches } from '../../../../event-pattern/match.ts';
import { eventOf } from '../../../../event-pattern/parse-event.ts';
import { InvalidJsonError, type JsonDocument, parseJson } from '../../../../event-pattern/parse-json.ts';
import { text } from '../../json-input.ts';
import { invalid } from '../errors.ts';
import type { Operation } from '../operation.ts';
import { readPattern } from '../pattern.ts';

/** Fields that an event must have to be tested; `resources` and `detail` may be absent. */
const requiredFields = ['id', 'account', 'source', 'time', 'region', 'detail-type'];

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
export const testEventPattern: Operation = ({ limits }, input) => {
  const pattern = readPattern(text(input, 'EventPattern'), limits.patternLength);
  const event = readEvent(text(input, 'Event'));
  return { Result: matches(pattern, eventOf(event)) };
};

function readEvent(source: string): JsonDocument {
  let event: JsonDocument | undefined;
  try {
    event = parseJson(source);
  } catch (error) {
    if (!(error instanceof InvalidJsonError)) throw error;
  }
  const members = event?.kind === 'object' ? event.members : [];
  const isComplete = requiredFields.every(name => members.some(member => member.key === name));
  if (event === undefined || !isComplete) throw invalid('Parameter Event is not valid.');
  return event;
}
