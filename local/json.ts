/** A value of JSON, as templates, manifests and HTTP bodies hold it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonRecord;

export interface JsonRecord {
  readonly [name: string]: Json;
}

/** A JSON text that was not what its reader needs; the message says where. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/** @throws JsonError when the text is no JSON; `what` names it in the message */
export function parseJson(text: string, what: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    throw new JsonError(`${what} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function asRecord(value: Json | undefined, what: string): JsonRecord {
  if (isRecord(value)) return value;
  throw new JsonError(`${what} must be an object, not ${describe(value)}`);
}

export function asText(value: Json | undefined, what: string): string {
  if (typeof value === 'string') return value;
  throw new JsonError(`${what} must be a string, not ${describe(value)}`);
}

export function recordAt(from: JsonRecord, name: string): JsonRecord | undefined {
  const value = from[name];
  return value === undefined ? undefined : asRecord(value, name);
}

export function listAt(from: JsonRecord, name: string): readonly Json[] {
  const value = from[name];
  if (value === undefined) return [];
  if (isList(value)) return value;
  throw new JsonError(`${name} must be a list, not ${describe(value)}`);
}

export function recordsAt(from: JsonRecord, name: string): readonly JsonRecord[] {
  return listAt(from, name).map((value, index) => asRecord(value, `${name}[${index}]`));
}

export function textsAt(from: JsonRecord, name: string): readonly string[] {
  return listAt(from, name).map((value, index) => asText(value, `${name}[${index}]`));
}

export function textAt(from: JsonRecord, name: string): string {
  return asText(from[name], name);
}

export function optionalTextAt(from: JsonRecord, name: string): string | undefined {
  const value = from[name];
  return value === undefined ? undefined : asText(value, name);
}

/** CloudFormation takes numbers as strings too. */
export function optionalNumberAt(from: JsonRecord, name: string): number | undefined {
  const value = from[name];
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new JsonError(`${name} must be a number, not ${describe(value)}`);
}

/** CloudFormation takes `"true"` and `"false"` too. */
export function optionalBooleanAt(from: JsonRecord, name: string): boolean | undefined {
  const value = from[name];
  if (value === undefined || typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new JsonError(`${name} must be true or false, not ${describe(value)}`);
}

/** @throws JsonError when the text is none of `choices` */
export function oneOf<const Choice extends string>(
  text: string,
  choices: readonly Choice[],
  what: string,
): Choice {
  const found = choices.find(choice => choice === text);
  if (found !== undefined) return found;
  throw new JsonError(`${what} must be one of ${choices.join(', ')}, not ${JSON.stringify(text)}`);
}

function describe(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
