import { nearName } from '../near-name.ts';
import type { JsonSchema } from './event-schema-parts.ts';

/** What a schema says that a field may be; `any`: it does not say. */
export type FieldType = 'text' | 'number' | 'flag' | 'none' | 'object' | 'any';

/** What the schemas of some event types say of a path. */
export type FieldFinding =
  | {
      readonly kind: 'known';
      readonly types: ReadonlySet<FieldType>;
      /** Of an object: the names in it. */
      readonly members: readonly string[];
    }
  /** No schema knows it, and a known name is near. */
  | { readonly kind: 'misspelt'; readonly near: string }
  /** No schema knows it: schemas are open, so it may be there. */
  | { readonly kind: 'unknown' };

/** A schema, and the whole that it is a part of. */
interface Part {
  readonly schema: JsonSchema;
  readonly whole: JsonSchema;
}

const maxParts = 200;

/** @param schemas of events' data */
export function fieldFinding(schemas: readonly JsonSchema[], path: string): FieldFinding {
  const names = path.split('.');
  let parts = schemas.map((schema): Part => ({ schema, whole: schema }));
  for (const [depth, name] of names.entries()) {
    const members = parts.flatMap(expanded).flatMap(membersOf);
    const found = members.filter(([member]) => member === name);
    if (found.length === 0) {
      const near = nearName(name, [...new Set(members.map(([member]) => member))]);
      return near === undefined
        ? { kind: 'unknown' }
        : { kind: 'misspelt', near: [...names.slice(0, depth), near, ...names.slice(depth + 1)].join('.') };
    }
    parts = found.map(([, part]) => part);
  }
  const ends = parts.flatMap(expanded);
  return {
    kind: 'known',
    types: new Set(ends.flatMap(typesOf)),
    members: [...new Set(ends.flatMap(membersOf).map(([member]) => member))].sort(),
  };
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function schemasIn(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.filter(isSchema) : isSchema(value) ? [value] : [];
}

/** The alternatives that a schema stands for: what it refers to, and the items of a list in its place. */
function expanded(part: Part): Part[] {
  const found: Part[] = [];
  const seen = new Set<JsonSchema>();
  const left = [part];
  for (let next = left.pop(); next !== undefined && seen.size < maxParts; next = left.pop()) {
    const { schema, whole } = next;
    if (seen.has(schema)) continue;
    seen.add(schema);
    const inner = [schema.anyOf, schema.oneOf, schema.allOf, schema.items].flatMap(schemasIn);
    left.push(...[...inner, ...referred(schema, whole)].map(one => ({ schema: one, whole })));
    if (inner.length === 0 && typeof schema.$ref !== 'string') found.push(next);
    else if (isSchema(schema.properties)) found.push(next);
  }
  return found;
}

function referred({ $ref }: JsonSchema, whole: JsonSchema): JsonSchema[] {
  const name = typeof $ref === 'string' ? /^#\/\$defs\/([^/]+)$/.exec($ref)?.[1] : undefined;
  const definitions = isSchema(whole.$defs) ? whole.$defs : {};
  return name !== undefined && Object.hasOwn(definitions, name) ? schemasIn(definitions[name]) : [];
}

function membersOf({ schema, whole }: Part): [string, Part][] {
  const { properties } = schema;
  if (!isSchema(properties)) return [];
  return Object.entries(properties).flatMap(([name, member]): [string, Part][] =>
    isSchema(member) ? [[name, { schema: member, whole }]] : [],
  );
}

const typesByName: Readonly<Record<string, FieldType>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'flag',
  null: 'none',
  object: 'object',
};

/** The type of a value, in the words of a schema. */
export function fieldTypeOf(value: unknown): FieldType {
  if (value === null) return 'none';
  return typesByName[typeof value] ?? 'any';
}

function typesOf({ schema }: Part): FieldType[] {
  if (Array.isArray(schema.enum)) return schema.enum.map(fieldTypeOf);
  if ('const' in schema) return [fieldTypeOf(schema.const)];
  const names = Array.isArray(schema.type) ? schema.type : [schema.type];
  return names.map(name => (typeof name === 'string' ? (typesByName[name] ?? 'any') : 'any'));
}
