import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';

const path = '/v1/event-types/imports';
const texts = { group: 'Invoice', title: { en: 'Paid', ru: 'Оплачен' }, description: { en: 'In full.' } };
const type = (name: string, more: object = {}) => ({ name, ...texts, ...more });

let api: MemoryApi;
beforeEach(() => {
  api = new MemoryApi();
});

const storedNames = () => [...api.eventTypes.types.keys()].sort();

describe('importEventTypes', () => {
  it('says what it added, changed and left as it was', async () => {
    await api.send('POST', path, [type('a'), type('b')]);
    const { status, body } = await api.send('POST', path, [
      type('c'),
      type('a'),
      type('b', { deprecated: true }),
    ]);
    expect([status, body]).toEqual([200, { dryRun: false, added: ['c'], changed: ['b'], unchanged: ['a'] }]);
    expect([...api.eventTypes.types.values()].map(({ name, version }) => `${name} ${version}`)).toEqual([
      'a 1',
      'b 2',
      'c 1',
    ]);
  });

  it('tries out, and stores nothing', async () => {
    const { body } = await api.send('POST', `${path}?dryRun=true`, [type('a'), type('TODO_MOVED')]);
    expect([body, storedNames()]).toEqual([
      { dryRun: true, added: ['a'], changed: ['TODO_MOVED'], unchanged: [] },
      [],
    ]);
  });

  it('reads an OpenAPI document, and leaves languages that it does not speak', async () => {
    await api.send('POST', path, [type('invoice.paid')]);
    const operation = { summary: 'Invoice paid', tags: ['Money'] };
    const document = {
      openapi: '3.1.1',
      info: { title: 'x', version: '1' },
      webhooks: { 'invoice.paid': { post: operation }, 'invoice.sent': { post: operation } },
    };
    const { status, body } = await api.send('POST', path, document);
    expect([status, body]).toEqual([
      200,
      { dryRun: false, added: ['invoice.sent'], changed: ['invoice.paid'], unchanged: [] },
    ]);
    expect(api.eventTypes.types.get('invoice.paid')).toMatchObject({
      group: 'Money',
      title: { en: 'Invoice paid', ru: 'Оплачен' },
      description: { en: 'Invoice paid' },
    });
    expect((await api.send('POST', path, document)).body.unchanged).toEqual(['invoice.paid', 'invoice.sent']);
  });

  it.each([
    [
      [type('a'), type('b', { titel: 1 })],
      [{ pointer: '/1/titel', code: 'unknown-member', detail: 'Unknown member. Did you mean "title"?' }],
    ],
    [[type('a'), type('a')], [{ pointer: '/1', code: 'repeated', detail: 'a occurs twice.' }]],
    [
      Array.from({ length: 101 }, (_, n) => type(`t${n}`)),
      [{ pointer: '', code: 'too-many', detail: 'At most 100 event types are taken at once.', limit: 100 }],
    ],
    [
      [],
      [
        {
          pointer: '',
          code: 'too-few',
          detail: 'Must not be empty: an empty list never means everything.',
          limit: 1,
        },
      ],
    ],
    [
      { openapi: '3.0.3', webhooks: {} },
      [
        {
          pointer: '/openapi',
          code: 'bad-document',
          detail: 'Documents of OpenAPI 3.1 are read: 3.0 has no webhooks.',
        },
      ],
    ],
    [
      {
        openapi: '3.1.0',
        webhooks: { good: { post: {} }, 'new pet': { post: {} }, lost: { $ref: '#/x' } },
      },
      [
        { pointer: '/webhooks/lost/$ref', code: 'bad-document', detail: 'There is nothing at #/x.' },
        {
          pointer: '/webhooks/new pet',
          code: 'bad-name',
          detail:
            'name: Letters A to Z, digits, ".", "_" and "-" are possible, and it begins with a letter or a digit.',
        },
      ],
    ],
  ])('400: %j', async (body, errors) => {
    const answer = await api.send('POST', path, body);
    expect([answer.status, answer.body.errors, storedNames()]).toEqual([400, errors, []]);
  });

  it('takes a body of 1 MiB, and no larger one', async () => {
    const example = { text: 'x'.repeat(60_000) };
    const many = (count: number) => Array.from({ length: count }, (_, n) => type(`t${n}`, { example }));
    expect((await api.send('POST', path, many(17))).status).toBe(200);
    const { status, body } = await api.send('POST', path, many(18));
    expect([status, body.type]).toEqual([413, 'https://finehook.dev/problems/payload-too-large']);
  });

  it('400: more webhooks than a hundred, and one that refers to too much', async () => {
    const webhooks = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`t${n}`, { post: {} }]));
    const many = await api.send('POST', path, { openapi: '3.1.0', webhooks });
    expect(many.body.errors).toEqual([
      {
        pointer: '/webhooks',
        code: 'too-many',
        detail: 'At most 100 event types are taken at once.',
        limit: 100,
      },
    ]);
    const schema = { type: 'object', description: 'x'.repeat(65_536) };
    const post = { requestBody: { content: { 'application/json': { schema } } } };
    const large = await api.send('POST', path, { openapi: '3.1.0', webhooks: { large: { post } } });
    expect(large.body.errors).toEqual([
      {
        pointer: '/webhooks/large/post/requestBody/content/application~1json/schema',
        code: 'bad-document',
        detail: 'The schema has 65570 bytes with all that it refers to; a type has at most 65536.',
      },
    ]);
  });

  it('400: types that share large components are together larger than a transaction', async () => {
    const schemas = { Large: { type: 'object', description: 'x'.repeat(60_000) } };
    const schema = { type: 'object', properties: { a: { $ref: '#/components/schemas/Large' } } };
    const webhooks = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [
        `t${n}`,
        { post: { requestBody: { content: { 'application/json': { schema } } } } },
      ]),
    );
    const { status, body } = await api.send('POST', path, {
      openapi: '3.1.0',
      webhooks,
      components: { schemas },
    });
    expect([status, body.errors[0].detail]).toEqual([
      400,
      expect.stringMatching(/at most 3500000 are stored at once\. Import them in parts\.$/),
    ]);
  });

  it('409: none is stored when one was changed meanwhile', async () => {
    await api.send('POST', path, [type('a')]);
    api.eventTypes.beforeWrite = () => api.eventTypes.types.delete('a');
    const { status } = await api.send('POST', path, [type('b'), type('a', { deprecated: true })]);
    expect([status, storedNames()]).toEqual([409, []]);
  });
});
