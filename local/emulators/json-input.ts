import { AwsError } from './aws-error.ts';

/** A JSON object of a request, not yet checked. */
export type Input = Readonly<Record<string, unknown>>;

/** What a text must be like. */
export interface TextConstraint {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: RegExp;
}

export const lowerCamel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Whether the value is a JSON object. */
export function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The request as an object. */
export function requestObject(value: unknown): Input {
  if (isInput(value)) return value;
  throw serialization('Start of structure or map found where not expected.');
}

/** A member of another type than the service's model has. */
export function serialization(message: string): AwsError {
  return new AwsError({ code: 'SerializationException', message });
}

/** A member that breaks a constraint of the service's model, in the model checker's words. */
export function constraintBroken(member: string, value: unknown, must: string): AwsError {
  const shown =
    value === undefined ? 'null' : `'${typeof value === 'string' ? value : JSON.stringify(value)}'`;
  return new AwsError({
    code: 'ValidationException',
    message: `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: Member must ${must}`,
  });
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
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw serialization(`${name} must be an integer.`);
  }
  const member = lowerCamel(name);
  if (value < least) throw constraintBroken(member, value, `have value greater than or equal to ${least}`);
  if (value > most) throw constraintBroken(member, value, `have value less than or equal to ${most}`);
  return value;
}
