import * as z from 'zod/mini';
import { numberText } from '../../../event-contract/exact-json.ts';
import type { Fault, FaultText } from '../errors.ts';
import { jsonPointer } from '../json-pointer.ts';
import { nearName } from '../near-name.ts';
import { readIssueText } from './issue-text.ts';

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;
type Path = readonly PropertyKey[];

/** More faults at once help nobody, and finding near names costs. */
export const maxFaults = 20;

const nouns: Readonly<Record<string, string>> = {
  string: 'a string',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** Says what is wrong with `input`, in English, one fault per place. `issues` are those of parsing it by `schema`. */
export function explainIssues(schema: Schema, input: unknown, issues: readonly Issue[]): Fault[] {
  const faults = new Map<string, Fault>();
  for (const issue of issues) {
    if (faults.size >= maxFaults) break;
    for (const fault of explain(schema, input, issue, [])) {
      // The first fault of a place is the plainest: an empty text need not also be told that it breaks a pattern.
      if (!faults.has(fault.pointer)) faults.set(fault.pointer, fault);
    }
  }
  return [...faults.values()].slice(0, maxFaults);
}

function explain(schema: Schema, input: unknown, issue: Issue, base: Path): Fault[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const known = membersAt(schema, path);
    return issue.keys.slice(0, maxFaults).map(key => ({
      pointer: jsonPointer([...path, key]),
      code: 'unknown-member',
      // Another kind of the object may know it: then it is no misspelling.
      detail: unknownMember(
        key,
        known.filter(name => name !== key),
      ),
    }));
  }
  const pointer = jsonPointer(path);
  if (issue.code === 'invalid_union') {
    const inside = issue.errors.find(branch =>
      branch.every(inner => inner.path.length > 0 || isLength(inner) || inner.code === 'unrecognized_keys'),
    );
    if (inside !== undefined) return inside.flatMap(inner => explain(schema, input, inner, path));
    const kinds = kindsOf(issue.errors);
    if (kinds !== undefined)
      return [
        { pointer, code: 'wrong-type', detail: `Must be ${kinds}, not ${nameOf(valueAt(input, path))}.` },
      ];
  }
  return [{ pointer, ...faultText(issue, valueAt(input, path)) }];
}

/** What a value may be that is of no kind that fits; `undefined` where a kind fits, and something else is wrong. */
function kindsOf(branches: readonly (readonly Issue[])[]): string | undefined {
  const kinds = branches.map(([issue]) =>
    issue?.code === 'invalid_type' && issue.path.length === 0 ? nouns[issue.expected] : undefined,
  );
  // A discriminated union has no branches to tell of.
  return kinds.length === 0 || kinds.includes(undefined) ? undefined : kinds.join(' or ');
}

function isLength(issue: Issue): boolean {
  return issue.code === 'too_small' || issue.code === 'too_big';
}

function faultText(issue: Issue, value: unknown): FaultText {
  // The text of a kind of values also comes with what is of another kind, and that of a rule over several also with what is missing.
  const written = issue.code === 'invalid_type' ? undefined : readIssueText(issue.message);
  if (written !== undefined && (issue.code === 'custom' || value !== undefined)) return written;
  if (value === undefined) return { code: 'required', detail: 'This member is required.' };
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int' && typeof value === 'number')
        return { code: 'not-whole', detail: `Must be a whole number, not ${value}.` };
      return {
        code: 'wrong-type',
        detail: `Must be ${nouns[issue.expected] ?? issue.expected}, not ${nameOf(value)}.`,
      };
    case 'invalid_value':
      return {
        code: 'not-allowed',
        detail: `Must be ${issue.values.map(allowed => JSON.stringify(allowed)).join(' or ')}.`,
      };
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_format':
      return { code: issue.format === 'datetime' ? 'not-a-time' : 'invalid', detail: 'Is not valid.' };
    default:
      return { code: 'invalid', detail: issue.message === unsaid ? 'Is not valid.' : issue.message };
  }
}

/** zod/mini carries no texts; a message other than this one was written in the schema. */
const unsaid = 'Invalid input';

function tooSmall(origin: string, limit: number): FaultText {
  if (origin === 'string')
    return { code: 'too-short', detail: `Must have at least ${counted(origin, limit)}.`, limit };
  if (origin !== 'array') return { code: 'too-small', detail: `Must be at least ${limit}.`, limit };
  const detail =
    limit === 1
      ? 'Must not be empty: an empty list never means everything.'
      : `Must have at least ${counted(origin, limit)}.`;
  return { code: 'too-few', detail, limit };
}

function tooBig(origin: string, limit: number): FaultText {
  if (origin === 'string')
    return { code: 'too-long', detail: `Must have at most ${counted(origin, limit)}.`, limit };
  if (origin !== 'array') return { code: 'too-large', detail: `Must be at most ${limit}.`, limit };
  return { code: 'too-many', detail: `Must have at most ${counted(origin, limit)}.`, limit };
}

function counted(origin: string, limit: number): string {
  const noun = origin === 'array' ? 'item' : 'character';
  return `${limit} ${noun}${limit === 1 ? '' : 's'}`;
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  // One that is kept as it is written is an object to JavaScript.
  if (numberText(value) !== undefined) return 'a number';
  return nouns[typeof value] ?? typeof value;
}

function unknownMember(key: string, known: readonly string[]): string {
  const near = nearName(key, known);
  if (near !== undefined) return `Unknown member. Did you mean "${near}"?`;
  return known.length === 0
    ? 'Unknown member: none is known here.'
    : `Unknown member. Known here: ${known.join(', ')}.`;
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}

/** Names of the members that the schema knows at this place. */
function membersAt(schema: Schema, path: Path): string[] {
  let places = [schema];
  for (const key of path) places = places.flatMap(unwrapped).flatMap(place => inner(place, key));
  const names = places
    .flatMap(unwrapped)
    .flatMap(place => (place instanceof z.ZodMiniObject ? Object.keys(place._zod.def.shape) : []));
  return [...new Set(names)];
}

function unwrapped(schema: Schema): Schema[] {
  if (
    schema instanceof z.ZodMiniOptional ||
    schema instanceof z.ZodMiniExactOptional ||
    schema instanceof z.ZodMiniNullable ||
    schema instanceof z.ZodMiniDefault
  ) {
    return unwrapped(schema._zod.def.innerType);
  }
  return schema instanceof z.core.$ZodUnion ? schema._zod.def.options.flatMap(unwrapped) : [schema];
}

function inner(schema: Schema, key: PropertyKey): Schema[] {
  if (schema instanceof z.ZodMiniArray) return [schema._zod.def.element];
  if (!(schema instanceof z.ZodMiniObject)) return [];
  const member: unknown = schema._zod.def.shape[String(key)];
  return member instanceof z.ZodMiniType ? [member] : [];
}
