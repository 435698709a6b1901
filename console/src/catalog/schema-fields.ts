/** JSON Schema 2020-12: https://json-schema.org/draft/2020-12 */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a value may be: a kind of value, or a list of another. */
export type ValueKind =
  | { readonly kind: 'text' | 'time' | 'number' | 'integer' | 'flag' | 'object' | 'nothing' | 'any' }
  | { readonly kind: 'oneOf'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: readonly ValueKind[] };

/** One member of an event's data. */
export interface SchemaField {
  readonly name: string;
  readonly isRequired: boolean;
  /** What it may be: at least one. */
  readonly kinds: readonly ValueKind[];
  readonly description: string | undefined;
  /** Members of the object, or of the objects in the list, that it is. Read when it is opened: schemas may contain themselves. */
  fields(): readonly SchemaField[];
}

/** @param whole the schema that references are resolved in */
export function schemaFields(schema: JsonSchema, whole: JsonSchema = schema): readonly SchemaField[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(isSchema(schema.properties) ? schema.properties : {}).map(([name, member]) => {
    const alternatives = alternativesOf(member, whole);
    return {
      name,
      isRequired: required.includes(name),
      kinds: alternatives.map(one => kindOf(one, whole)),
      description: [member, ...alternatives].map(descriptionOf).find(text => text !== undefined),
      fields: () =>
        alternatives
          .flatMap(one => (one.type === 'array' ? alternativesOf(one.items, whole) : [one]))
          .flatMap(one => schemaFields(one, whole)),
    };
  });
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function descriptionOf(schema: unknown): string | undefined {
  return isSchema(schema) && typeof schema.description === 'string' ? schema.description : undefined;
}

/** What is meant by a schema: what it refers to, each of its choices, each of its types. */
function alternativesOf(schema: unknown, whole: JsonSchema, seen: readonly string[] = []): JsonSchema[] {
  if (!isSchema(schema)) return [{}];
  if (typeof schema.$ref === 'string') {
    if (seen.includes(schema.$ref)) return [{}];
    return alternativesOf(definitionAt(schema.$ref, whole), whole, [...seen, schema.$ref]);
  }
  const choices = [schema.anyOf, schema.oneOf].find(Array.isArray);
  if (choices !== undefined) return choices.flatMap(choice => alternativesOf(choice, whole, seen));
  if (Array.isArray(schema.type)) return schema.type.map(type => ({ ...schema, type }));
  return [schema];
}

/** `#/$defs/Record`, as the catalog keeps them (RFC 6901). */
function definitionAt(reference: string, whole: JsonSchema): unknown {
  const steps = reference.replace(/^#\/?/, '').split('/');
  return steps
    .map(step => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, step) => (isSchema(at) ? at[step] : undefined), whole);
}

function kindOf(schema: JsonSchema, whole: JsonSchema): ValueKind {
  if (Array.isArray(schema.enum)) return { kind: 'oneOf', values: schema.enum.map(String) };
  if (schema.const !== undefined) return { kind: 'oneOf', values: [String(schema.const)] };
  switch (schema.type) {
    case 'string':
      return { kind: schema.format === 'date-time' || schema.format === 'date' ? 'time' : 'text' };
    case 'number':
      return { kind: 'number' };
    case 'integer':
      return { kind: 'integer' };
    case 'boolean':
      return { kind: 'flag' };
    case 'null':
      return { kind: 'nothing' };
    case 'array':
      return { kind: 'list', of: alternativesOf(schema.items, whole).map(one => kindOf(one, whole)) };
    default:
      return { kind: schema.type === 'object' || isSchema(schema.properties) ? 'object' : 'any' };
  }
}
