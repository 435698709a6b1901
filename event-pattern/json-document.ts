import { InvalidJsonError, type JsonDocument, type JsonMember, MAX_DEPTH } from './parse-json.ts';

/**
 * The document of an ordinary JavaScript value, as `JSON.stringify` would write it: `toJSON` is honoured, undefined
 * members are left out. A value that JSON cannot say (a function, a cycle, NaN) throws {@link InvalidJsonError}.
 */
export function documentOf(value: unknown): JsonDocument {
  return convert(value, 0);
}

function convert(value: unknown, depth: number): JsonDocument {
  if (depth > MAX_DEPTH) throw new InvalidJsonError(`Nested deeper than ${MAX_DEPTH} levels`, 0);
  if (value === null) return { kind: 'null' };
  switch (typeof value) {
    case 'string':
      return { kind: 'string', value };
    case 'boolean':
      return { kind: 'boolean', value };
    case 'bigint':
      return { kind: 'number', text: String(value) };
    case 'number':
      if (!Number.isFinite(value)) throw new InvalidJsonError(`JSON has no ${value}`, 0);
      return { kind: 'number', text: String(value) };
    case 'object':
      return convertObject(value, depth);
    default:
      throw new InvalidJsonError(`JSON has no ${typeof value}`, 0);
  }
}

function convertObject(value: object, depth: number): JsonDocument {
  if (Array.isArray(value)) {
    // JSON.stringify writes null for a hole or an undefined element.
    const items = Array.from(value, item => convert(item === undefined ? null : item, depth + 1));
    return { kind: 'array', items };
  }
  if ('toJSON' in value && typeof value.toJSON === 'function') return convert(value.toJSON(), depth + 1);
  const members: JsonMember[] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) members.push({ key, value: convert(member, depth + 1) });
  }
  return { kind: 'object', members };
}

/** The compact JSON text of a document; numbers and repeated keys come out as they went in. */
export function textOf(document: JsonDocument): string {
  switch (document.kind) {
    case 'object':
      return `{${document.members.map(member => `${JSON.stringify(member.key)}:${textOf(member.value)}`).join(',')}}`;
    case 'array':
      return `[${document.items.map(textOf).join(',')}]`;
    case 'string':
      return JSON.stringify(document.value);
    case 'number':
      return document.text;
    case 'boolean':
      return String(document.value);
    case 'null':
      return 'null';
  }
}
