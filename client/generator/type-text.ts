import type { JsonSchema } from './document.ts';

/** A comment for editors; nothing in it can end it. */
export function comment(text: string | undefined, indent: string): string {
  if (text === undefined) return '';
  const lines = text.replaceAll('*/', '*\\/').split('\n');
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map(line => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

/** A name as member of a type. */
export function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

const plainTypes: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};

/**
 * The TypeScript type of a JSON schema. Members may be there or not as the schema says; nothing of it can be changed.
 * @throws Error for what it does not know, so that nothing turns into `unknown` unseen
 */
export function typeText(schema: JsonSchema, indent = ''): string {
  if (schema.$ref !== undefined) return schema.$ref.replace('#/components/schemas/', '');
  if (schema.allOf !== undefined) {
    const { allOf, ...own } = schema;
    // What only narrows a value, such as a second pattern, has no type of its own.
    const parts = [own, ...allOf].filter(one => typeText(one) !== 'unknown');
    return joined(parts, ' & ', indent);
  }
  // Beside a type they only say which members go together.
  const variants = schema.anyOf ?? (schema.type === undefined ? schema.oneOf : undefined);
  if (variants !== undefined) return joined(variants, ' | ', indent);
  if (schema.enum !== undefined) return enumText(schema.enum, indent);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.type)) {
    return schema.type.map(type => typeText({ ...schema, type }, indent)).join(' | ');
  }
  if (schema.type === undefined) return 'unknown';
  if (schema.type === 'object') return objectText(schema, indent);
  if (schema.type === 'array') return `readonly ${inBrackets(typeText(schema.items ?? {}, indent))}[]`;
  const plain = plainTypes[schema.type];
  if (plain === undefined) throw new Error(`no type for ${JSON.stringify(schema)}`);
  return plain;
}

/** A long one with a line for each value, so that a change shows which it is. */
function enumText(values: readonly unknown[], indent: string): string {
  const texts = values.map(value => JSON.stringify(value));
  const line = texts.join(' | ');
  return line.length <= 100 ? line : texts.map(text => `\n${indent}  | ${text}`).join('');
}

function joined(schemas: readonly JsonSchema[], by: string, indent: string): string {
  return [...new Set(schemas.map(one => inBrackets(typeText(one, indent))))].join(by);
}

function inBrackets(text: string): string {
  return /^[\w$]+$|^"[^"]*"$|^\{[\s\S]*\}$/.test(text) && !/\} [|&] \{/.test(text) ? text : `(${text})`;
}

function objectText({ properties, required = [], additionalProperties }: JsonSchema, indent: string): string {
  const members = Object.entries(properties ?? {});
  const further = additionalProperties === false ? undefined : furtherText(additionalProperties, indent);
  if (members.length === 0) return `{ readonly [name: string]: ${further ?? 'never'} }`;
  const inner = `${indent}  `;
  const lines = members.map(([name, member]) => {
    const optional = required.includes(name) ? '' : '?';
    return `${comment(member.description, inner)}${inner}readonly ${memberName(name)}${optional}: ${typeText(member, inner)};`;
  });
  if (additionalProperties !== undefined && additionalProperties !== false) {
    lines.push(`${inner}readonly [further: string]: unknown;`);
  }
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function furtherText(schema: JsonSchema | boolean | undefined, indent: string): string {
  return typeof schema === 'object' ? typeText(schema, indent) : 'unknown';
}
