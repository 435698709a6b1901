import type { EventPattern } from '../../../event-pattern/event-pattern.ts';
import { InvalidPatternError } from '../../../event-pattern/invalid-pattern-error.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';
import { constraintBroken } from '../json-input.ts';
import { eventBridgeError, limitExceeded } from './errors.ts';

/** What no account may exceed: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const maxLength = 4096;

/** Reads a pattern; refuses what the service would refuse, with its error. */
export function readPattern(source: string, limitCharacters: number): EventPattern {
  if (source.length > maxLength) {
    throw constraintBroken('eventPattern', source, `have length less than or equal to ${maxLength}`);
  }
  if (source.length > limitCharacters) {
    throw limitExceeded(
      `An event pattern has at most ${limitCharacters} characters, this one ${source.length}.`,
    );
  }
  try {
    return parsePattern(source);
  } catch (error) {
    if (!(error instanceof InvalidPatternError)) throw error;
    throw eventBridgeError('InvalidEventPatternException', error.message);
  }
}
