import { parseExactJson } from '../../event-contract/exact-json.ts';
import { type Fault, ProblemError } from '../domain/errors.ts';
import { isExactNumber } from '../domain/exact-number.ts';
import type { FaultCode } from '../domain/fault-codes.ts';
import { jsonPointer } from '../domain/json-pointer.ts';

/** Deeper nesting has no use in any request, and costs whoever walks it. */
const maxDepth = 64;
const maxFaults = 20;

const inexactNumber =
  'The number has more digits than can be kept exactly (IEEE 754 double). Write it shorter, or as a string.';

interface Container {
  /** Names seen so far; `undefined` for a list. */
  readonly names: Set<string> | undefined;
  /** Name or index of the member that is being read; `undefined` before an object's first. */
  key: string | number | undefined;
}

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?[0-9][0-9.eE+-]*|[{}[\],:]/g;

interface Scan {
  /** What two JSON readers could read differently, or a later reader could stumble over (RFC 8259 §4, §8.2; RFC 7493). */
  readonly faults: readonly Fault[];
  /** Whether JSON.stringify writes some number otherwise than the text does. */
  readonly hasOtherSpellings: boolean;
}

function scan(text: string, keepsNumbers: boolean): Scan {
  const faults: Fault[] = [];
  let hasOtherSpellings = false;
  const stack: Container[] = [];
  let name: string | undefined;
  const path = () => jsonPointer(stack.flatMap(({ key }) => (key === undefined ? [] : [key])));
  const refuse = (code: FaultCode, detail: string) => faults.push({ pointer: path(), code, detail });

  for (const [token] of text.matchAll(tokens)) {
    const top = stack.at(-1);
    if (faults.length >= maxFaults) break;
    if (token === '{' || token === '[') {
      stack.push({ names: token === '{' ? new Set() : undefined, key: token === '{' ? undefined : 0 });
      if (stack.length > maxDepth) {
        const detail = `The body is nested deeper than ${maxDepth} levels.`;
        const fault: Fault = { pointer: '', code: 'too-deep', detail, limit: maxDepth };
        return { faults: [fault], hasOtherSpellings };
      }
    } else if (token === '}' || token === ']') stack.pop();
    else if (token === ',') {
      if (typeof top?.key === 'number') top.key++;
    } else if (token === ':') {
      if (top !== undefined && name !== undefined) enter(top, name);
    } else if (token.startsWith('"')) {
      name = String(JSON.parse(token));
      if (!name.isWellFormed())
        refuse('invalid-characters', 'Lone surrogates are not allowed: this is no Unicode text.');
      if (name.includes('\0')) refuse('invalid-characters', 'NUL characters are not allowed.');
    } else if (!Number.isFinite(Number(token))) refuse('invalid', 'The number is too large.');
    else if (!keepsNumbers && !isExactNumber(token)) refuse('too-many-digits', inexactNumber);
    else if (String(Number(token)) !== token) hasOtherSpellings = true;
  }
  return { faults, hasOtherSpellings };

  function enter(object: Container, member: string): void {
    object.key = member;
    if (object.names?.has(member)) refuse('repeated', 'This member occurs twice.');
    if (member === '__proto__') refuse('unknown-member', 'No member can have this name.');
    object.names?.add(member);
  }
}

/**
 * @param keepsNumbers whether JSON.stringify is to write every number as it was written (`parseExactJson`); else numbers that
 *   a double cannot hold are refused
 * @throws ProblemError `malformed-json`, or `invalid-request` for JSON that is ambiguous
 */
export function readJson(text: string, keepsNumbers = false): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it cannot be read';
    throw new ProblemError('malformed-json', `The body is not valid JSON: ${reason}`);
  }
  const { faults, hasOtherSpellings } = scan(text, keepsNumbers);
  if (faults.length > 0) throw new ProblemError('invalid-request', 'The body is not valid.', faults);
  // Reading by a reviver takes five times as long: a second and more for the longest bodies.
  return keepsNumbers && hasOtherSpellings ? parseExactJson(text) : value;
}
