import type { EventPattern, PatternField, PatternItem } from './event-pattern.ts';
import { InvalidPatternError } from './invalid-pattern-error.ts';
import { parseItem } from './parse-item.ts';
import { InvalidJsonError, type JsonDocument, type JsonObject, parseJson } from './parse-json.ts';
import { checkWildcardComplexity } from './wildcard-complexity.ts';

type Path = readonly (string | number)[];
type Fields = Map<string, readonly PatternItem[]>;

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const MAX_OR_COMBINATIONS = 1000;

/**
 * Names of operators, present and planned, that cannot be field names inside `$or`:
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/Constants.java
 */
export const RESERVED_INSIDE_OR: ReadonlySet<string> = new Set([
  'exactly',
  'equals-ignore-case',
  'prefix',
  'suffix',
  'anything-but',
  'exists',
  'wildcard',
  'numeric',
  'cidr',
  '=',
  '<',
  '<=',
  '>',
  '>=',
  'regex',
  'not-wildcard',
  'not-equals-ignore-case',
  'date-after',
  'date-on-or-after',
  'date-before',
  'date-on-or-before',
  'in-date-range',
  'ip-address-in-range',
  'ip-address-not-in-range',
]);

/** Reads the text of an event pattern. Throws {@link InvalidPatternError} for what EventBridge would refuse. */
export function parsePattern(source: string): EventPattern {
  try {
    return patternOf(parseJson(source));
  } catch (error) {
    if (error instanceof InvalidJsonError) throw new InvalidPatternError(error.message, []);
    throw error;
  }
}

/** The same for a document that is already read (see `parseJson`, `documentOf`). */
export function patternOf(document: JsonDocument): EventPattern {
  if (document.kind !== 'object') throw new InvalidPatternError('Filter is not an object', []);
  const branches = addObject([new Map()], document, { prefix: undefined, path: [], insideOr: false });
  const pattern = {
    branches: branches.map(fields => ({
      fields: [...fields.keys()].sort().map(path => fieldOf(path, fields.get(path) ?? [])),
    })),
  };
  checkWildcardComplexity(pattern);
  return pattern;
}

function fieldOf(path: string, items: readonly PatternItem[]): PatternField {
  return { path, items, acceptsAbsence: items.some(item => item.operator === 'exists' && !item.wanted) };
}

/** Where the reader stands: the path of field names, the way through the document, and whether within a `$or`. */
interface Place {
  readonly prefix: string | undefined;
  readonly path: Path;
  readonly insideOr: boolean;
}

/** Adds an object's fields to every branch. Members count in order: a later list for a path replaces an earlier one. */
function addObject(branches: Fields[], object: JsonObject, place: Place): Fields[] {
  if (object.members.length === 0) throw new InvalidPatternError('Empty objects are not allowed', place.path);
  let result = branches;
  for (const { key, value } of object.members) {
    const path = [...place.path, key];
    if (key === '$or') {
      result = addAlternatives(result, value, { ...place, path });
      continue;
    }
    if (place.insideOr && RESERVED_INSIDE_OR.has(key)) {
      const reason = `${key} is Ruler reserved fieldName which cannot be used inside $or.`;
      throw new InvalidPatternError(reason, path);
    }
    const { prefix } = place;
    if (value.kind === 'object') {
      const name = prefix === undefined ? key : `${prefix}.${key}`;
      result = addObject(result, value, { ...place, prefix: name, path });
    } else if (value.kind === 'array') {
      if (value.items.length === 0) throw new InvalidPatternError('Empty arrays are not allowed', path);
      const items = value.items.map((item, index) => parseItem(item, [...path, index]));
      // Under an empty name AWS's library joins a list without the dot, but an event's value with it.
      const name = prefix === undefined || prefix === '' ? key : `${prefix}.${key}`;
      for (const fields of result) fields.set(name, items);
    } else {
      throw new InvalidPatternError(`"${key}" must be an object or an array`, path);
    }
  }
  return result;
}

/** Multiplies the branches by the alternatives of a `$or`. */
function addAlternatives(branches: Fields[], alternatives: JsonDocument, place: Place): Fields[] {
  const { path } = place;
  if (alternatives.kind !== 'array') {
    throw new InvalidPatternError('It must be an Array followed with $or.', path);
  }
  if (alternatives.items.length < 2) {
    throw new InvalidPatternError('There must have at least 2 Objects in $or relationship.', path);
  }
  const result: Fields[] = [];
  for (const [index, alternative] of alternatives.items.entries()) {
    const at = [...path, index];
    if (alternative.kind !== 'object') {
      throw new InvalidPatternError('Only JSON object is allowed in array of $or relationship.', at);
    }
    const copies = branches.map(fields => new Map(fields));
    result.push(...addObject(copies, alternative, { ...place, path: at, insideOr: true }));
    if (result.length > MAX_OR_COMBINATIONS) {
      throw new InvalidPatternError(`$or makes more than ${MAX_OR_COMBINATIONS} combinations`, path);
    }
  }
  return result;
}
