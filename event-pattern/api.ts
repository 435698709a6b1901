/**
 * What users of the library import, as `finehook/event-pattern`. The other files are its parts.
 *
 * Parse a pattern and an event once, then ask: {@link matches}, {@link explain}, or a {@link PatternIndex} of many patterns.
 */
export { EventTooComplexError } from './array-consistency.ts';
export type {
  EventPattern,
  ExactTest,
  NumericRange,
  PatternBranch,
  PatternField,
  PatternItem,
  TextTest,
} from './event-pattern.ts';
export {
  type BranchExplanation,
  type Explanation,
  explain,
  type FailureCause,
  type FieldFailure,
} from './explain.ts';
export { InvalidPatternError } from './invalid-pattern-error.ts';
export { documentOf, textOf } from './json-document.ts';
export { matches } from './match.ts';
export { type EventDocument, type EventLeaf, eventOf, InvalidEventError, parseEvent } from './parse-event.ts';
export {
  InvalidJsonError,
  type JsonArray,
  type JsonDocument,
  type JsonMember,
  type JsonObject,
  type JsonScalar,
  parseJson,
} from './parse-json.ts';
export { parsePattern, patternOf } from './parse-pattern.ts';
export { PatternIndex } from './pattern-index.ts';
