import { constraintBroken, eventBridgeError } from './errors.ts';

/** A JSON object of a request, not yet checked. */
export type Input = Readonly<Record<string, unknown>>;

/** What a text must be like. */
export interface TextConstraint {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: RegExp;
}

const lowerCamel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Whether the value is a JSON object. */
export function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The request as an object. */
export function requestObject(value: unknown): Input {
  if (isInput(value)) return value;
  throw serialization('Start of structure or map found where not expected.');
}

function serialization(message: string): Error {
  return eventBridgeError('SerializationException', message);
}

/** An optional text, checked against the constraints of the service's model. */
export function optionalText(
  input: Input,
  name: string,
  constraint: TextConstraint = {},
): string | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw serialization(`${name} must be a string.`);
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = constraint;
  const member = lowerCamel(name);
  if (value.length > maxLength) {
    throw constraintBroken(member, value, `have length less than or equal to ${maxLength}`);
  }
  if (value.length < minLength) {
    throw constraintBroken(member, value, `have length greater than or equal to ${minLength}`);
  }
  if (pattern !== undefined && !pattern.test(value)) {
    const source = pattern.source.replace(/^\^/, '').replace(/\$$/, '');
    throw constraintBroken(member, value, `satisfy regular expression pattern: ${source}`);
  }
  return value;
}

/** A text that must be there. */
export function text(input: Input, name: string, constraint: TextConstraint = {}): string {
  const value = optionalText(input, name, { minLength: 1, ...constraint });
  if (value === undefined) throw constraintBroken(lowerCamel(name), undefined, 'not be null');
  return value;
}

/** An optional whole number within bounds. */
export function optionalInteger(
  input: Input,
  name: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw serialization(`${name} must be an integer.`);
  if (value < least) {
    throw constraintBroken(lowerCamel(name), value, `have value greater than or equal to ${least}`);
  }
  if (value > most)
    throw constraintBroken(lowerCamel(name), value, `have value less than or equal to ${most}`);
  return value;
}

/** A list that must be there, of one to `most` objects. */
export function objects(input: Input, name: string, most: number): readonly Input[] {
  const items = list(input, name, most);
  return items.map(item => {
    if (!isInput(item)) throw serialization(`${name} must be a list of structures.`);
    return item;
  });
}

/** A list that must be there, of one to `most` texts. */
export function texts(input: Input, name: string, most: number): readonly string[] {
  return list(input, name, most).map(item => {
    if (typeof item !== 'string') throw serialization(`${name} must be a list of strings.`);
    return item;
  });
}

function list(input: Input, name: string, most: number): readonly unknown[] {
  const value = input[name] ?? undefined;
  const member = lowerCamel(name);
  if (value === undefined) throw constraintBroken(member, undefined, 'not be null');
  if (!Array.isArray(value)) throw serialization(`${name} must be a list.`);
  if (value.length < 1) throw constraintBroken(member, value, 'have length greater than or equal to 1');
  if (value.length > most) throw constraintBroken(member, value, `have length less than or equal to ${most}`);
  return value;
}

/** Tags as a list of key and value; none given is an empty map. */
export function tags(input: Input): ReadonlyMap<string, string> {
  const value = input.Tags ?? [];
  if (!Array.isArray(value)) throw serialization('Tags must be a list.');
  return new Map(
    value.map((item: unknown): [string, string] => {
      if (!isInput(item)) throw serialization('Tags must be a list of structures.');
      return [text(item, 'Key', { maxLength: 128 }), optionalText(item, 'Value', { maxLength: 256 }) ?? ''];
    }),
  );
}
