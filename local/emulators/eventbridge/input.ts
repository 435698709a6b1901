import {
  constraintBroken,
  type Input,
  isInput,
  lowerCamel,
  optionalText,
  serialization,
  text,
} from '../json-input.ts';

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
