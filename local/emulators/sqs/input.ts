import { type Input, isInput } from '../json-input.ts';
import { missingParameter, sqsError } from './errors.ts';

function wrongType(parameter: string, wanted: string): Error {
  return sqsError('SerializationException', `The value of ${parameter} can not be converted to ${wanted}.`);
}

/** The request as an object; SQS takes an empty body for an empty object. */
export function requestObject(value: unknown): Input {
  if (value === undefined || value === null) return {};
  if (!isInput(value)) throw wrongType('the request', 'an object');
  return value;
}

/** An optional string parameter. */
export function optionalText(input: Input, parameter: string): string | undefined {
  const value = input[parameter] ?? undefined;
  if (value !== undefined && typeof value !== 'string') throw wrongType(parameter, 'a String');
  return value;
}

/** A string parameter that must be there and not empty. */
export function text(input: Input, parameter: string): string {
  const value = optionalText(input, parameter);
  if (value === undefined || value === '') throw missingParameter(parameter);
  return value;
}

/** An optional integer parameter. */
export function optionalInteger(input: Input, parameter: string): number | undefined {
  const value = input[parameter] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(parameter, 'an Integer');
  return value;
}

/** A list of strings; none given is an empty list. */
export function texts(input: Input, parameter: string): readonly string[] {
  const value = input[parameter] ?? [];
  if (!Array.isArray(value)) throw wrongType(parameter, 'a List');
  return value.map((item: unknown) => {
    if (typeof item !== 'string') throw wrongType(parameter, 'a List of String');
    return item;
  });
}

/** A map of strings; none given is an empty map. */
export function textMap(input: Input, parameter: string): ReadonlyMap<string, string> {
  const value = input[parameter] ?? {};
  if (!isInput(value)) throw wrongType(parameter, 'a Map');
  return new Map(
    Object.entries(value).map(([name, item]): [string, string] => {
      if (typeof item !== 'string') throw wrongType(`${parameter}.${name}`, 'a String');
      return [name, item];
    }),
  );
}

/** A list of objects; none given is an empty list. */
export function objects(input: Input, parameter: string): readonly Input[] {
  const value = input[parameter] ?? [];
  if (!Array.isArray(value)) throw wrongType(parameter, 'a List');
  return value.map((item: unknown) => {
    if (!isInput(item)) throw wrongType(parameter, 'a List of objects');
    return item;
  });
}

/** An object parameter; none given is an empty object. */
export function object(input: Input, parameter: string): Input {
  const value = input[parameter] ?? {};
  if (!isInput(value)) throw wrongType(parameter, 'a Map');
  return value;
}
