import { describe, expect, it } from 'vitest';
import { operations } from '../../../functions/api/operations.ts';
import { eventTypeNames } from '../../../functions/domain/event-catalog.ts';
import { problemKinds } from '../../../functions/domain/problem-kinds.ts';
import { MemoryApi } from '../../support/memory-api.ts';

const {
  status,
  headers,
  body: document,
} = await new MemoryApi().send('GET', '/openapi.json', undefined, {
  authorization: '',
});

/** Every value of a member name, at any depth. */
function everyValue(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(key === name ? [member] : []),
    ...everyValue(member, name),
  ]);
}

function atPointer(pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((value, key) => Object.getOwnPropertyDescriptor(Object(value), key)?.value, document);
}

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 and needs no key', () => {
    expect([status, headers['content-type'], document.openapi, Object.keys(document)]).toEqual([
      200,
      'application/json',
      '3.1.1',
      ['openapi', 'info', 'externalDocs', 'servers', 'tags', 'paths', 'webhooks', 'components'],
    ]);
  });

  it('is the same when it is asked for again', async () => {
    expect((await new MemoryApi().send('GET', '/openapi.json')).body).toEqual(document);
  });

  it('has every operation of the table, under unique names', () => {
    const ids = Object.values<object>(document.paths).flatMap(item =>
      Object.entries(item).map(([method, { operationId }]) => `${method} ${operationId}`),
    );
    expect(ids.sort()).toEqual(operations.map(({ id, method }) => `${method.toLowerCase()} ${id}`).sort());
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  });

  const tags: string[] = document.tags.map(({ name }: { name: string }) => name);

  it('has an operation of every group', () => {
    const used = Object.values<object>(document.paths).flatMap(item =>
      Object.values(item).flatMap(({ tags }) => tags),
    );
    expect([...new Set(used)].sort()).toEqual(tags.toSorted());
  });

  it.each([
    ['/v1/webhooks/{id}/secrets', 'Webhooks'],
    ['/v1/webhooks/{id}/resends/{resendId}/cancel', 'Deliveries'],
    ['/v1/webhooks/{id}/statistics', 'Statistics'],
    ['/v1/event-types/{name}', 'Event types'],
    ['/v1/events/{id}/trace', 'Events'],
    ['/v1/recent-events', 'Events'],
    ['/v1/session', 'Sessions'],
    ['/openapi.json', 'About the API'],
  ])('%s is in the group %s', (path, tag) => {
    for (const { tags } of Object.values<{ tags: string[] }>(document.paths[path]))
      expect(tags).toEqual([tag]);
  });

  it.each(operations.map(operation => [operation.id, operation] as const))('%s is whole', (_, operation) => {
    const described = document.paths[operation.path][operation.method.toLowerCase()];
    expect(described.summary).toBe(operation.summary);
    expect(tags).toContain(described.tags.join());
    const { scope, errors } = operation;
    const needed = scope === 'any' ? [] : [scope];
    expect(described.security).toEqual(scope === 'public' ? [] : [{ apiKey: needed }]);
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters: { name: string; in: string; required: boolean; schema: object }[] =
      described.parameters;
    expect(parameters.filter(({ in: where }) => where === 'path').map(({ name }) => name)).toEqual(inPath);
    const isNeeded = ({ name, in: where }: { name: string; in: string }) =>
      where === 'path' ||
      (operation.id === 'whyWebhook' && name === 'eventId') ||
      (['listContacts', 'listGrants', 'listInboxes', 'listRecentEvents'].includes(operation.id) &&
        name === 'companyId');
    expect(parameters.filter(isNeeded).map(({ required }) => required)).not.toContain(false);
    expect(parameters.filter(one => !isNeeded(one)).map(({ required }) => required)).not.toContain(true);
    expect(Object.keys(described.requestBody?.content ?? {})).toEqual(operation.body?.contentTypes ?? []);
    expect(Object.keys(described.responses)).toEqual(
      expect.arrayContaining([String(operation.status), '400', 'default']),
    );
    expect('304' in described.responses).toBe(operation.method === 'GET');
    expect('401' in described.responses).toBe(scope !== 'public' || errors.includes('unauthenticated'));
    expect('403' in described.responses).toBe(!['public', 'any'].includes(scope));
    const codes = Object.values<{ description: string }>(described.responses).map(
      ({ description }) => description,
    );
    for (const code of operation.errors) expect(codes.join(' ')).toContain(`\`${code}\``);
  });

  it('refers only to what is there', () => {
    const references = everyValue(document, '$ref').map(String);
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter(reference => atPointer(reference) === undefined)).toEqual([]);
  });

  /** What is no webhook and was not read. */
  const untagged = [
    'cancelResend',
    'changeDirectory',
    'checkUrl',
    'confirmContact',
    'createContact',
    'createGrant',
    'createInbox',
    'createKey',
    'createPortalLink',
    'createResend',
    'createSession',
    'deleteContact',
    'importEventTypes',
    'deleteGrant',
    'deleteInbox',
    'deleteKey',
    'deleteSession',
    'previewFilter',
    'resendDelivery',
    'rotateKey',
    'unsubscribeContact',
  ];

  it.each(operations.filter(({ method }) => method !== 'GET').map(one => [one.id, one] as const))(
    '%s says whether it honours If-Match',
    (id, { path, method }) => {
      const { parameters } = document.paths[path][method.toLowerCase()];
      const names = parameters.map(({ name }: { name: string }) => name);
      const honours = /\{(id|name)\}/.test(path) && !untagged.includes(id);
      expect(names.includes('If-Match')).toBe(honours);
    },
  );

  it.each(operations.map(operation => [operation.id, operation] as const))(
    '%s says which headers its answers have',
    (_, operation) => {
      const { responses } = document.paths[operation.path][operation.method.toLowerCase()];
      for (const [status, { headers: named }] of Object.entries<{ headers: object }>(responses)) {
        const expected = ['x-request-id'];
        const isKeyed = operation.scope !== 'public' && status !== '401' && status !== 'default';
        if (isKeyed) expected.push('RateLimit', 'RateLimit-Policy');
        const isTagged = !untagged.includes(operation.id);
        if (['200', '201', '304', '412'].includes(status) && isTagged) expected.push('ETag');
        if ((status === '201' || status === '202') && operation.hasLocation !== false)
          expected.push('Location');
        if (status === String(operation.status) && operation.creates) expected.push('Idempotent-Replayed');
        if (status === '429' || (status === '409' && operation.creates)) expected.push('Retry-After');
        if (status === '401') expected.push('WWW-Authenticate');
        if (status === 'default') expected.push('Allow', 'Retry-After');
        expect([status, Object.keys(named)]).toEqual([status, expected]);
      }
    },
  );

  it('tells problems by the stable URIs that they can have', () => {
    const { type } = document.components.schemas.Problem.properties;
    expect(type.enum).toEqual(Object.keys(problemKinds).map(code => `https://finehook.dev/problems/${code}`));
  });

  it('names the event types of the catalog, wherever a filter stands', () => {
    const { Filter, WebhookPatch } = document.components.schemas;
    const inPatch = WebhookPatch.properties.filter.anyOf[0].properties.anyOf.anyOf[0];
    for (const clauses of [Filter.properties.anyOf, inPatch]) {
      const { items } = clauses.items.properties.eventTypes;
      expect(items.anyOf).toEqual([
        expect.objectContaining({ enum: ['*'] }),
        expect.objectContaining({ type: 'string', examples: eventTypeNames }),
      ]);
    }
  });

  it('says what the gateway answers by itself', () => {
    expect(document.info.description).toContain(
      '413 (a body of many megabytes), 429 (too many requests), 500 and 503',
    );
    expect(document.components.schemas.GatewayMessage.required).toEqual(['message']);
  });

  it('is free of schema ids and of types that JSON does not know', () => {
    expect(everyValue(document, '$id')).toEqual([]);
    const types = new Set(
      everyValue(document.components.schemas, 'type').filter(type => typeof type === 'string'),
    );
    expect([...types].sort()).toEqual(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);
  });

  it('says what a page may be', () => {
    const { parameters } = document.paths['/v1/webhooks'].get;
    expect(parameters).toEqual([
      {
        name: 'limit',
        in: 'query',
        required: false,
        description: 'Most items in the answer.',
        schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
      },
      {
        name: 'cursor',
        in: 'query',
        required: false,
        description: 'The `nextCursor` of the page before.',
        schema: { type: 'string' },
      },
      {
        name: 'language',
        in: 'query',
        required: false,
        description: 'Language of the sentences.',
        schema: { type: 'string', enum: ['en', 'ru'] },
      },
      {
        name: 'If-None-Match',
        in: 'header',
        required: false,
        description: 'ETags that the caller has: if it is one of them, the answer is 304.',
        schema: { type: 'string' },
      },
    ]);
  });

  it('shows several requests where one does not say it all', () => {
    const { content } = document.paths['/v1/webhooks'].post.requestBody;
    const { example, examples } = content['application/json'];
    expect([example, Object.keys(examples)]).toEqual([undefined, ['plain', 'messages in Slack']]);
    expect(examples.plain.value.format).toBe('standard');
  });

  it('says how a format is chosen, and what a template is', () => {
    const { WebhookInput, WebhookPatch } = document.components.schemas;
    for (const { properties } of [WebhookInput, WebhookPatch]) {
      expect(properties.format.description).toContain('`slack` for hooks.slack.com');
      expect(properties.template.description).toContain('`{{data.currentValue.title}}`');
    }
    expect(WebhookInput.properties.format.enum).toEqual([
      'standard',
      'blue',
      'cloudevents',
      'slack',
      'teams',
      'discord',
    ]);
    expect(WebhookInput.properties.template.properties.text).toMatchObject({ maxLength: 2000, minLength: 1 });
  });

  it('says that a test is one of two things', () => {
    const { TestInput, TestEvent } = document.components.schemas;
    expect(TestInput.oneOf).toEqual([{ required: ['eventType'] }, { required: ['event'] }]);
    for (const { examples } of [TestInput.properties.eventType, TestEvent.properties.type]) {
      expect(examples).toEqual(eventTypeNames);
    }
  });

  it('shows receivers an example of every event type', () => {
    const { content } = document.webhooks.event.post.requestBody;
    const { examples } = content['application/json'];
    expect(Object.keys(examples)).toEqual(eventTypeNames);
    expect(examples.TODO_DONE_STATUS_UPDATED.value).toMatchObject({
      type: 'TODO_DONE_STATUS_UPDATED',
      timestamp: '2026-01-09T14:05:12.345Z',
      data: { companyId: 'acme', changedFields: 'done', currentValue: { done: true } },
    });
  });

  it('says what a webhook needs', () => {
    const { Webhook, WebhookInput, CreatedWebhook } = document.components.schemas;
    expect(WebhookInput.required).toEqual(['name', 'url', 'filter']);
    expect(WebhookInput.additionalProperties).toBe(false);
    expect(Object.keys(Webhook.properties)).not.toContain('secret');
    expect(CreatedWebhook.required).toContain('secret');
  });
});
