import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOpenApiWebhooks } from '../../../../functions/domain/event-types/read-openapi.ts';
import { maxFaults } from '../../../../functions/domain/wire/explain-issues.ts';

const id = { type: 'string' };

function documentOf(webhooks: Record<string, unknown>, components: Record<string, unknown> = {}) {
  return { openapi: '3.1.0', webhooks, components };
}

function post(more: Record<string, unknown>) {
  return { post: { requestBody: { content: { 'application/json': more } } } };
}

describe('readOpenApiWebhooks', () => {
  it('reads what an operation says', () => {
    const operation = {
      summary: 'Invoice paid',
      description: 'In full.',
      tags: ['Invoice', 'Money'],
      deprecated: true,
      requestBody: { content: { 'application/json': { schema: { type: 'object' }, example: { n: 1 } } } },
    };
    expect(readOpenApiWebhooks(documentOf({ 'invoice.paid': { post: operation } }))).toEqual({
      webhooks: [
        {
          pointer: '/webhooks/invoice.paid',
          name: 'invoice.paid',
          group: 'Invoice',
          title: 'Invoice paid',
          description: 'In full.',
          schema: { type: 'object' },
          example: { n: 1 },
          deprecated: true,
        },
      ],
      faults: [],
    });
  });

  it('does with a document that says nothing', () => {
    const { webhooks } = readOpenApiWebhooks(documentOf({ ping: { post: {} } }));
    expect(webhooks).toEqual([
      {
        pointer: '/webhooks/ping',
        name: 'ping',
        group: 'Other',
        title: 'ping',
        description: 'ping',
        schema: {},
        deprecated: false,
      },
    ]);
  });

  it('follows references, also to themselves, and brings along what schemas refer to', () => {
    const components = {
      pathItems: { Paid: { post: { requestBody: { $ref: '#/components/requestBodies/Paid' } } } },
      requestBodies: {
        Paid: {
          content: {
            'application/cloudevents+json': {
              schema: { $ref: '#/components/schemas/Invoice' },
              examples: { one: { $ref: '#/components/examples/One' } },
            },
          },
        },
      },
      examples: { One: { value: { number: '7' } } },
      schemas: {
        Invoice: {
          type: 'object',
          properties: { number: id, lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } } },
        },
        Line: { type: 'object', properties: { of: { $ref: '#/components/schemas/Line' } } },
        Unused: id,
      },
    };
    const { webhooks, faults } = readOpenApiWebhooks(
      documentOf({ 'a/b~c': { $ref: '#/components/pathItems/Paid' } }, components),
    );
    expect(faults).toEqual([]);
    expect(webhooks).toMatchObject([
      { name: 'a/b~c', pointer: '/webhooks/a~1b~0c', example: { number: '7' } },
    ]);
    expect(webhooks[0]?.schema).toEqual({
      type: 'object',
      properties: { number: id, lines: { type: 'array', items: { $ref: '#/$defs/Line' } } },
      $defs: { Line: { type: 'object', properties: { of: { $ref: '#/$defs/Line' } } } },
    });
  });

  it('takes the data out of the envelope of Standard Webhooks', () => {
    const envelope = {
      type: 'object',
      properties: { type: id, timestamp: id, data: { $ref: '#/components/schemas/Invoice' } },
    };
    const example = { type: 'invoice.paid', timestamp: '2026-01-01T00:00:00Z', data: { number: '7' } };
    const { webhooks } = readOpenApiWebhooks(
      documentOf(
        { 'invoice.paid': post({ schema: { $ref: '#/components/schemas/Envelope' }, example }) },
        { schemas: { Envelope: envelope, Invoice: { type: 'object', properties: { number: id } } } },
      ),
    );
    expect(webhooks).toMatchObject([
      { schema: { type: 'object', properties: { number: id } }, example: { number: '7' } },
    ]);
  });

  it.each([
    ['examples of the schema', { schema: { type: 'object', examples: [{ n: 1 }, { n: 2 }] } }],
    ['the example of the schema', { schema: { type: 'object', example: { n: 1 }, examples: [{ n: 2 }] } }],
    [
      'examples beside the schema before those in it',
      { schema: { type: 'object', examples: [{ n: 2 }] }, examples: { one: { value: { n: 1 } } } },
    ],
    [
      'examples of the data in an envelope',
      {
        schema: {
          type: 'object',
          properties: { type: id, timestamp: id, data: { type: 'object', examples: [{ n: 1 }] } },
        },
      },
    ],
    [
      'examples of the envelope before those of its data',
      {
        schema: {
          type: 'object',
          properties: { type: id, timestamp: id, data: { type: 'object', examples: [{ n: 2 }] } },
          examples: [{ type: 'x', timestamp: '2026-01-01T00:00:00Z', data: { n: 1 } }],
        },
      },
    ],
  ])('takes %s', (_, media) => {
    const { webhooks } = readOpenApiWebhooks(documentOf({ x: post(media) }));
    expect(webhooks.map(({ example }) => example)).toEqual([{ n: 1 }]);
  });

  it('reads no further than to as many faults as are told', () => {
    const document = documentOf(Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`t${n}`, {}])));
    expect(readOpenApiWebhooks(document).faults).toHaveLength(maxFaults);
  });

  it.each([
    [{ get: {} }, '/webhooks/x', 'A webhook is described by its "post", which is not here.'],
    [{ $ref: '#/components/nowhere' }, '/webhooks/x/$ref', 'There is nothing at #/components/nowhere.'],
    [
      { $ref: 'other.json#/x' },
      '/webhooks/x/$ref',
      'Only references within the document are followed: "#/components/…".',
    ],
    [{ $ref: '#/webhooks/x' }, '/webhooks/x', 'The references go in a circle, or on and on.'],
    [
      post({ schema: { properties: { a: { $ref: '#/components/parameters/P' } } } }),
      '/webhooks/x/post/requestBody/content/application~1json/schema/properties/a/$ref',
      'In schemas only references to "#/components/schemas/…" are followed.',
    ],
    [
      post({ schema: { properties: { a: { $ref: '#/components/schemas/P' } } } }),
      '/webhooks/x/post/requestBody/content/application~1json/schema/properties/a/$ref',
      'There is nothing at #/components/schemas/P.',
    ],
    [
      post({ schema: true }),
      '/webhooks/x/post/requestBody/content/application~1json/schema',
      'The schema of an event must be an object.',
    ],
  ])('says what is wrong with %j, and reads the others', (webhook, pointer, detail) => {
    const { webhooks, faults } = readOpenApiWebhooks(documentOf({ x: webhook, good: { post: {} } }));
    expect([faults, webhooks.map(({ name }) => name)]).toEqual([
      [expect.objectContaining({ pointer, detail })],
      ['good'],
    ]);
  });

  it('says something of every webhook, whatever the document holds', () => {
    const names = ['$ref', 'post', 'requestBody', 'content', 'application/json', 'schema', 'example'];
    const inside = [
      'examples',
      'components',
      'schemas',
      'A',
      'B',
      'properties',
      'type',
      'timestamp',
      'data',
      '$defs',
    ];
    const text = fc.constantFrom(
      ...[
        '#/components/schemas/A',
        '#/components/schemas/B',
        '#/webhooks/x',
        '#/components/%',
        '#/',
        '',
        'x',
      ],
    );
    const name = fc.constantFrom(...names, ...inside);
    const { json } = fc.letrec<{ json: unknown }>(tie => ({
      json: fc.oneof(
        { maxDepth: 8, withCrossShrink: true },
        text,
        fc.constant(null),
        fc.array(tie('json'), { maxLength: 2 }),
        fc.dictionary(name, tie('json'), { maxKeys: 5, noNullPrototype: true }),
      ),
    }));
    const media = fc.record({ schema: json, example: json, examples: json }, { requiredKeys: [] });
    const webhook = fc.oneof(json, media.map(post));
    fc.assert(
      fc.property(webhook, webhook, json, json, (x, y, a, b) => {
        const { webhooks, faults } = readOpenApiWebhooks(documentOf({ x, y }, { schemas: { A: a, B: b } }));
        expect(webhooks.length + faults.length).toBe(2);
        for (const { schema } of webhooks) {
          expect(JSON.stringify(schema)).not.toMatch(/"\$ref":"(?!#\/\$defs\/)/);
        }
      }),
      { numRuns: 2_000, seed: 20260101 },
    );
  });
});
