import { describe, expect, it } from 'vitest';
import { jsonSchema } from '../../../../client/generator/document.ts';
import { generatedFiles } from '../../../../client/generator/generated-files.ts';
import { typeText } from '../../../../client/generator/type-text.ts';

const typeOf = (schema: unknown) => typeText(jsonSchema.parse(schema));

describe('the type of a schema', () => {
  it.each<[unknown, string]>([
    [{ type: 'integer', minimum: 1 }, 'number'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ enum: ['a', 'b'] }, '"a" | "b"'],
    [{ enum: ['a'.repeat(60), 'b'.repeat(60)] }, `\n  | "${'a'.repeat(60)}"\n  | "${'b'.repeat(60)}"`],
    [{ const: '*' }, '"*"'],
    [{}, 'unknown'],
    [{ $ref: '#/components/schemas/Webhook' }, 'Webhook'],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, 'readonly ("a" | "b")[]'],
    [
      { type: 'array', items: { type: 'array', items: { type: 'string' } } },
      'readonly (readonly string[])[]',
    ],
    [{ anyOf: [{ type: 'string' }, { type: 'string', pattern: 'x' }, { type: 'null' }] }, 'string | null'],
    [{ allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }, 'A & B'],
    [{ type: 'string', allOf: [{ pattern: 'a' }, { pattern: 'b' }] }, 'string'],
    [{ type: 'object', additionalProperties: { type: 'boolean' } }, '{ readonly [name: string]: boolean }'],
    [{ type: 'object', additionalProperties: false }, '{ readonly [name: string]: never }'],
    [
      {
        type: 'object',
        properties: { a: { type: 'string', description: 'Ends */ here' }, 'b-c': {} },
        required: ['a'],
        additionalProperties: {},
      },
      [
        '{',
        '  /** Ends *\\/ here */',
        '  readonly a: string;',
        '  readonly "b-c"?: unknown;',
        '  readonly [further: string]: unknown;',
        '}',
      ].join('\n'),
    ],
    [
      { type: 'object', properties: { a: {} }, required: ['a'], oneOf: [{ required: ['a'] }] },
      '{\n  readonly a: unknown;\n}',
    ],
  ])('%j', (schema, text) => {
    expect(typeOf(schema)).toBe(text);
  });

  it('is none where it is unknown', () => {
    expect(() => typeOf({ type: 'decimal' })).toThrow('no type for {"type":"decimal"}');
  });
});

describe('the files', () => {
  const parameter = (name: string, place: string, required = false) => ({
    name,
    in: place,
    required,
    schema: { type: 'string' },
  });

  function filesOf(parameters: object[], contentType = 'application/json') {
    const content = { [contentType]: { schema: { $ref: '#/components/schemas/Things' } } };
    const responses = { 200: { content }, 404: { content } };
    const get = { operationId: 'listThings', summary: 'List.', parameters, responses };
    const items = { type: 'array', items: { type: 'string' } };
    const schemas = { Things: { type: 'object', properties: { items, nextCursor: { type: 'string' } } } };
    return generatedFiles({ paths: { '/things/{id}': { get } }, components: { schemas } });
  }

  it('a list with pages is one, a list without is a read', () => {
    const withPages = filesOf([parameter('id', 'path', true), parameter('cursor', 'query')]);
    expect(withPages['methods.ts']).toContain(
      'readonly listThings: List<Needed<ListThingsRequest>, Things, Things["items"][number]>;',
    );
    expect(withPages['operation-table.ts']).toContain(
      'listThings: {"id":"listThings","method":"GET","path":"/things/{id}","query":["cursor"],"headers":{}},',
    );
    const without = filesOf([parameter('If-None-Match', 'header')]);
    expect(without['methods.ts']).toContain(
      'readonly listThings: Read<Optional<ListThingsRequest>, Things>;',
    );
  });

  it('a page for people has no method', () => {
    expect(filesOf([], 'text/html')['methods.ts']).not.toContain('listThings');
  });

  it('none for what the client has no way to say', () => {
    expect(() => filesOf([parameter('X-New', 'header')])).toThrow(
      'listThings takes the header X-New, for which the client has no name',
    );
    expect(() => filesOf([parameter('body', 'query')])).toThrow('listThings has two members body');
    expect(() => filesOf([parameter('id', 'path', true), parameter('id', 'query')])).toThrow(
      'listThings has two members id',
    );
  });
});
