import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';
import { given, webhookId } from './memory-fixtures.ts';

const words = [
  'name',
  'url',
  'filter',
  'format',
  'anyOf',
  'eventTypes',
  'companies',
  'companyId',
  'projectIds',
  'conditions',
  'pattern',
  '$or',
  '*',
  'acme',
  'TODO_MOVED',
  'https://example.com/',
  'prefix',
  'suffix',
  'anything-but',
  'numeric',
  'cidr',
  'exists',
  'wildcard',
  'equals-ignore-case',
  '__proto__',
  'constructor',
  'toString',
  'blue',
  'slack',
  'template',
  'text',
  '{{data.x}}',
];
const text = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary' }), fc.string());
const { json } = fc.letrec<{ json: unknown }>(tie => ({
  json: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    text,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(text, tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

/** A body that is right but for one place. */
const almost = fc
  .record({
    name: fc.constant('n'),
    url: fc.oneof(fc.constant('https://example.com/'), fc.webUrl(), text),
    eventTypes: fc.oneof(fc.constant(['*']), json),
    companies: fc.oneof(fc.constant([{ companyId: 'acme', projectIds: '*' }]), json),
    format: fc.constantFrom('standard', 'slack', 'teams'),
    template: fc.oneof(json, fc.record({ text: fc.oneof(text, json) })),
    pattern: fc.oneof(json, fc.dictionary(text, fc.array(json, { maxLength: 3 }), { noNullPrototype: true })),
  })
  .map(({ name, url, eventTypes, companies, format, template, pattern }) => ({
    name,
    url,
    format,
    template,
    filter: { anyOf: [{ eventTypes, companies, conditions: { pattern } }] },
  }));

const body = fc.oneof(
  { weight: 3, arbitrary: almost.map(value => JSON.stringify(value)) },
  { weight: 1, arbitrary: json.map(value => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

const target = fc.constantFrom(
  ['POST', '/v1/webhooks'] as const,
  ['PATCH', `/v1/webhooks/${webhookId}`] as const,
  ['POST', `/v1/webhooks/${webhookId}/pause`] as const,
  ['POST', `/v1/webhooks/${webhookId}/enable`] as const,
  ['POST', '/v1/events'] as const,
  ['PUT', '/v1/event-types/invoice.paid'] as const,
  ['POST', '/v1/event-types/imports'] as const,
  ['PUT', '/v1/directory'] as const,
);

it('whatever the body, the answer is the caller’s, with a pointer that is one', async () => {
  await fc.assert(
    fc.asyncProperty(target, body, async ([method, path], text) => {
      const api = new MemoryApi();
      given(api);
      const answer = await api.send(method, path, text);
      expect(answer.status).toBeLessThan(500);
      if (answer.status < 400) return;
      expect(answer.headers['content-type']).toBe('application/problem+json');
      for (const { pointer } of answer.body.errors) expect(pointer).toMatch(/^(\/(~[01]|[^~/])*)*$/s);
    }),
    { numRuns: 3_000, seed: 20260101 },
  );
});

it('whatever the path and query, the answer is the caller’s', async () => {
  const part = fc.oneof(fc.constantFrom('v1', 'webhooks', webhookId, 'deliveries', 'pause', '..'), text);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'HEAD', 'toString'),
      fc.array(part, { maxLength: 5 }),
      fc.dictionary(fc.oneof(fc.constantFrom('limit', 'cursor'), text), text, { noNullPrototype: true }),
      async (method, parts, query) => {
        const api = new MemoryApi();
        given(api);
        const path = `/${parts.map(one => encodeURIComponent(one.toWellFormed())).join('/')}`;
        const search = new URLSearchParams(query).toString();
        expect((await api.send(method, `${path}?${search}`)).status).toBeLessThan(500);
      },
    ),
    { numRuns: 2_000, seed: 20260101 },
  );
});
