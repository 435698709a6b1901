import { describe, expect, inject, it } from 'vitest';
import { fromJSONSchema } from 'zod';
import * as z from 'zod/mini';
import { operations } from '../../functions/api/operations.ts';
import { type ApiAnswer, Finehook, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));
const document = (await finehook.api('GET', '/openapi.json', undefined, { authorization: '' })).body;

/** The served schemas as zod reads them: it takes references to `$defs` only, and no members that nobody named. */
const { $defs } = z
  .object({ $defs: z.record(z.string(), z.looseObject({})) })
  .parse(JSON.parse(closed({ $defs: document.components.schemas })));

function closed(schemas: unknown): string {
  return JSON.stringify(schemas, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value
      ? { ...value, additionalProperties: false }
      : value,
  ).replaceAll('#/components/schemas/', '#/$defs/');
}

function faultsOf(reference: string, body: unknown): string | undefined {
  const $ref = reference.replace('#/components/schemas/', '#/$defs/');
  return fromJSONSchema({ $ref, $defs }).safeParse(body).error?.message;
}

/** Checks an answer against what the document says of this operation and status. */
function expectDocumented(id: string, status: number, answer: ApiAnswer): void {
  const operation = operations.find(one => one.id === id);
  if (operation === undefined) throw new Error(`no operation ${id}`);
  const { responses } = document.paths[operation.path][operation.method.toLowerCase()];
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  const described = responses[status] ?? responses.default;
  const always = Object.keys(described.headers).filter(name => document.components.headers[name].required);
  expect(always.filter(name => !answer.headers.has(name))).toEqual([]);
  if (described.content === undefined) {
    expect(answer.body).toBeUndefined();
    return;
  }
  const { schema } = described.content[answer.headers.get('content-type') ?? ''] ?? {};
  expect(schema, `${answer.headers.get('content-type')} of ${id} ${status}`).toBeDefined();
  if (schema.$ref !== undefined) expect(faultsOf(schema.$ref, answer.body)).toBeUndefined();
}

const name = uniqueName('openapi');
const url = `${finehook.runtime.receiverUrl}/in/${name}`;
const filter = { anyOf: [{ eventTypes: ['TODO_MOVED'], companies: [{ companyId: name, projectIds: '*' }] }] };
const input = { name: '📣 Tasks to the CRM', url, filter };
const unknownId = 'whk_00000000000000000000000000';
const none = { authorization: '' };
const event = {
  type: 'TODO_MOVED',
  data: { companyId: name, projectId: 'p1', previousValue: null, currentValue: {} },
};

describe('answers are as /openapi.json says', () => {
  it('publishEvents', async () => {
    expectDocumented('publishEvents', 202, await finehook.api('POST', '/v1/events', [event, event]));
    expectDocumented('publishEvents', 400, await finehook.api('POST', '/v1/events', []));
    const text = 'x'.repeat(4 * 1024 * 1024);
    expectDocumented('publishEvents', 413, await finehook.api('POST', '/v1/events', { ...event, text }));
  });

  it('createWebhook, getWebhook, listWebhooks, updateWebhook, pauseWebhook, enableWebhook, rotateSecret, revealSecrets, deleteWebhook, listHistory', async () => {
    const created = await finehook.api('POST', '/v1/webhooks', input);
    expectDocumented('createWebhook', 201, created);
    const path = `/v1/webhooks/${created.body.id}`;
    const read = await finehook.api('GET', path);
    expectDocumented('getWebhook', 200, read);
    const known = { 'if-none-match': read.headers.get('etag') ?? '' };
    expectDocumented('getWebhook', 304, await finehook.api('GET', path, undefined, known));
    expectDocumented('listWebhooks', 200, await finehook.api('GET', '/v1/webhooks?limit=100&language=en'));
    const renamed = await finehook.api('PATCH', path, { name: 'CRM', format: 'blue' });
    expectDocumented('updateWebhook', 200, renamed);
    expectDocumented(
      'updateWebhook',
      412,
      await finehook.api('PATCH', path, { name }, { 'if-match': '"0.0.x"' }),
    );
    expectDocumented(
      'updateWebhook',
      400,
      await finehook.api('PATCH', path, { name }, { 'if-match': 'garbage' }),
    );
    expectDocumented('pauseWebhook', 200, await finehook.api('POST', `${path}/pause`, { events: 'drop' }));
    expectDocumented('enableWebhook', 200, await finehook.api('POST', `${path}/enable`));
    const secrets = `${path}/secrets`;
    expectDocumented('rotateSecret', 200, await finehook.api('POST', secrets, { overlapHours: 1 }));
    expectDocumented('rotateSecret', 400, await finehook.api('POST', secrets, { secret: 'mine' }));
    expectDocumented('revealSecrets', 200, await finehook.api('GET', secrets));
    expectDocumented('deleteWebhook', 204, await finehook.api('DELETE', path));
    expectDocumented('listHistory', 200, await finehook.api('GET', `${path}/history?limit=1`));
    expectDocumented('getWebhook', 404, await finehook.api('GET', path));
  });

  it('listDeliveries, getDelivery, getDeliveryRequest, resendDelivery: with attempts that failed and one that did not', async () => {
    const failing = await finehook.webhookTo(name, { name, filter }, '?status=500');
    const good = await finehook.webhookTo(name, { name, filter });
    await finehook.put({ companyId: name });
    const failed = await finehook.delivery(failing.id, 'failed');
    const delivered = await finehook.delivery(good.id, 'delivered');
    for (const { id, webhookId } of [failed, delivered]) {
      const list = `/v1/webhooks/${webhookId}/deliveries`;
      const listed = await finehook.api('GET', list);
      expectDocumented('listDeliveries', 200, listed);
      const read = await finehook.api('GET', `/v1/deliveries/${id}`);
      expectDocumented('getDelivery', 200, read);
      const request = await finehook.api('GET', `/v1/deliveries/${id}/request`);
      expectDocumented('getDeliveryRequest', 200, request);
      for (const [operation, path, answer] of [
        ['listDeliveries', list, listed],
        ['getDelivery', `/v1/deliveries/${id}`, read],
      ] as const) {
        const known = { 'if-none-match': answer.headers.get('etag') ?? '' };
        expectDocumented(operation, 304, await finehook.api('GET', path, undefined, known));
      }
    }
    expect(failed.attempts).toHaveLength(5);
    const resend = (id: string, body: unknown) => finehook.api('POST', `/v1/deliveries/${id}/resend`, body);
    expectDocumented('resendDelivery', 202, await resend(delivered.id, { newId: true }));
    expectDocumented('resendDelivery', 202, await resend(delivered.id, {}));
    // Its webhook is disabled.
    expectDocumented('resendDelivery', 409, await resend(failed.id, {}));
    expectDocumented('resendDelivery', 400, await resend(failed.id, { newId: 1 }));
    // Five failures have disabled it; its receiver still answers 500.
    expectDocumented('enableWebhook', 409, await finehook.api('POST', `/v1/webhooks/${failing.id}/enable`));
  });

  it('createContact, listContacts, deleteContact', async () => {
    const contact = { companyId: name, email: `${name}@example.com` };
    const created = await finehook.api('POST', '/v1/contacts', contact);
    expectDocumented('createContact', 200, created);
    expectDocumented('createContact', 400, await finehook.api('POST', '/v1/contacts', { companyId: name }));
    expectDocumented('listContacts', 200, await finehook.api('GET', `/v1/contacts?companyId=${name}`));
    expectDocumented('listContacts', 400, await finehook.api('GET', '/v1/contacts'));
    const path = `/v1/contacts/${created.body.id}`;
    expectDocumented('deleteContact', 204, await finehook.api('DELETE', path));
    expectDocumented('deleteContact', 404, await finehook.api('DELETE', path));
  });

  it('testWebhook, checkUrl', async () => {
    const { id } = await finehook.webhookTo(name, { name, filter });
    const path = `/v1/webhooks/${id}/test`;
    expectDocumented('testWebhook', 200, await finehook.api('POST', path, { eventType: 'TODO_MOVED' }));
    expectDocumented('testWebhook', 400, await finehook.api('POST', path, {}));
    const stale = { 'if-match': '"0.0.x"' };
    expectDocumented(
      'testWebhook',
      412,
      await finehook.api('POST', path, { eventType: 'TODO_MOVED' }, stale),
    );
    for (const checked of [url, 'https://10.0.0.8/']) {
      expectDocumented('checkUrl', 200, await finehook.api('POST', '/v1/url-checks', { url: checked }));
    }
    const told = { url, format: 'slack', eventType: 'TODO_MOVED' };
    expectDocumented('checkUrl', 200, await finehook.api('POST', '/v1/url-checks', told));
    expectDocumented('checkUrl', 400, await finehook.api('POST', '/v1/url-checks', {}));
  });

  it('createResend, listResends, getResend, cancelResend', async () => {
    const { id } = await finehook.webhookTo(name, { name, filter });
    const path = `/v1/webhooks/${id}/resends`;
    const window = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
    expectDocumented('createResend', 400, await finehook.api('POST', path, { from: window.from }));
    await finehook.api('POST', `/v1/webhooks/${id}/pause`);
    const created = await finehook.api('POST', path, window);
    expectDocumented('createResend', 202, created);
    expectDocumented('createResend', 409, await finehook.api('POST', path, window));
    expectDocumented('listResends', 200, await finehook.api('GET', path));
    const one = `${path}/${created.body.id}`;
    const read = await finehook.api('GET', one);
    expectDocumented('getResend', 200, read);
    expectDocumented('getResend', 404, await finehook.api('GET', `${path}/rsd_x`));
    expectDocumented('cancelResend', 200, await finehook.api('POST', `${one}/cancel`));
    expectDocumented('getResend', 200, await finehook.api('GET', one));
    expectDocumented('cancelResend', 404, await finehook.api('POST', `${path}/rsd_x/cancel`));
  });

  it('listEventTypes, getEventType, putEventType, importEventTypes, deleteEventType', async () => {
    const type = uniqueName('documented');
    const path = `/v1/event-types/${type}`;
    const content = { group: type, title: { en: 'Paid' }, description: { en: 'In full.' } };
    expectDocumented('putEventType', 201, await finehook.api('PUT', path, content));
    const stale = { 'if-match': '"stale"' };
    expectDocumented('putEventType', 412, await finehook.api('PUT', path, content, stale));
    expectDocumented('putEventType', 200, await finehook.api('PUT', path, { ...content, deprecated: true }));
    expectDocumented('putEventType', 400, await finehook.api('PUT', path, {}));
    expectDocumented('getEventType', 200, await finehook.api('GET', path));
    expectDocumented('listEventTypes', 200, await finehook.api('GET', '/v1/event-types?limit=100'));
    const imported = [{ name: type, ...content }];
    const tried = await finehook.api('POST', '/v1/event-types/imports?dryRun=true', imported);
    expectDocumented('importEventTypes', 200, tried);
    expectDocumented('deleteEventType', 204, await finehook.api('DELETE', path));
    expectDocumented('deleteEventType', 404, await finehook.api('DELETE', path));
    const came = await finehook.api('DELETE', '/v1/event-types/TODO_MOVED');
    expectDocumented('deleteEventType', 409, came);
  });

  it('getStatistics, listStatistics', async () => {
    const { id } = await finehook.webhookTo(name, { name, filter });
    for (const period of ['1h', '30d'])
      expectDocumented(
        'getStatistics',
        200,
        await finehook.api('GET', `/v1/webhooks/${id}/statistics?period=${period}`),
      );
    expectDocumented('listStatistics', 200, await finehook.api('GET', `/v1/statistics?webhookIds=${id}`));
    expectDocumented(
      'listStatistics',
      400,
      await finehook.api('GET', `/v1/statistics?webhookIds=${id}&period=1h`),
    );
  });

  it('listRecentEvents', async () => {
    const path = '/v1/recent-events';
    expectDocumented('listRecentEvents', 200, await finehook.api('GET', `${path}?companyId=${name}`));
    expectDocumented('listRecentEvents', 400, await finehook.api('GET', path));
  });

  it('changeDirectory, listDirectory', async () => {
    const upsert = [{ companyId: name, kind: 'person', id: 'ada', name: 'Ada Lee' }];
    expectDocumented('changeDirectory', 200, await finehook.api('PUT', '/v1/directory', { upsert }));
    expectDocumented('listDirectory', 200, await finehook.api('GET', `/v1/directory?companyId=${name}`));
    expectDocumented('listDirectory', 400, await finehook.api('GET', '/v1/directory'));
  });

  const wide = Array.from({ length: 100 }, (_, i) => ({
    companyId: `one-of-many-companies-${i}`,
    projectIds: '*',
  }));
  const refusals: [string, number, () => Promise<ApiAnswer>][] = [
    ['createWebhook', 400, () => finehook.api('POST', '/v1/webhooks', '{"name":')],
    ['createWebhook', 400, () => finehook.api('POST', '/v1/webhooks', { ...input, url: `${url} ` })],
    [
      'createWebhook',
      400,
      () => finehook.api('POST', '/v1/webhooks', { ...input, url: 'https://10.0.0.8/' }),
    ],
    ['createWebhook', 401, () => finehook.api('POST', '/v1/webhooks', input, none)],
    [
      'createWebhook',
      403,
      async () => {
        const authorization = `Bearer ${await finehook.makeKey(['somebody-else'])}`;
        return finehook.api('POST', '/v1/webhooks', input, { authorization });
      },
    ],
    [
      'createWebhook',
      413,
      () => finehook.api('POST', '/v1/webhooks', { ...input, name: 'x'.repeat(300_000) }),
    ],
    [
      'createWebhook',
      415,
      () => finehook.api('POST', '/v1/webhooks', input, { 'content-type': 'text/plain' }),
    ],
    [
      'createWebhook',
      422,
      () =>
        finehook.api('POST', '/v1/webhooks', {
          ...input,
          filter: { anyOf: [{ eventTypes: ['*'], companies: wide }] },
        }),
    ],
    ['createWebhook', 405, () => finehook.api('PUT', '/v1/webhooks', input)],
    ['listWebhooks', 400, () => finehook.api('GET', '/v1/webhooks?limit=0')],
    ['listWebhooks', 401, () => finehook.api('GET', '/v1/webhooks', undefined, none)],
    ['getWebhook', 404, () => finehook.api('GET', `/v1/webhooks/${unknownId}`)],
    ['listHistory', 404, () => finehook.api('GET', `/v1/webhooks/${unknownId}/history`)],
    ['deleteWebhook', 404, () => finehook.api('DELETE', `/v1/webhooks/${unknownId}`)],
    ['listDeliveries', 404, () => finehook.api('GET', `/v1/webhooks/${unknownId}/deliveries`)],
    ['resendDelivery', 404, () => finehook.api('POST', '/v1/deliveries/dlv_x/resend')],
    ['searchDeliveries', 400, () => finehook.api('GET', '/v1/deliveries')],
    ['getDelivery', 404, () => finehook.api('GET', '/v1/deliveries/dlv_x')],
    ['getDeliveryRequest', 404, () => finehook.api('GET', '/v1/deliveries/dlv_x/request')],
    ['getOpenApi', 400, () => finehook.api('GET', '/openapi.json?x=1', undefined, none)],
    // The gateway's own: over 10 MB.
    ['createWebhook', 413, () => finehook.api('POST', '/v1/webhooks', 'x'.repeat(10 * 1024 * 1024 + 1))],
  ];

  it.each(refusals)('%s: %i', async (id, status, ask) => {
    const answer = await ask();
    if (answer.headers.get('content-type') === 'application/json') {
      expect([answer.status, faultsOf('#/components/schemas/GatewayMessage', answer.body)]).toEqual([
        status,
        undefined,
      ]);
    } else expectDocumented(id, status, answer);
  });

  it('HEAD is answered like GET, without a body', async () => {
    const read = await finehook.api('GET', '/openapi.json', undefined, none);
    const head = await finehook.api('HEAD', '/openapi.json', undefined, none);
    expect([head.status, head.body, head.headers.get('etag')]).toEqual([
      200,
      undefined,
      read.headers.get('etag'),
    ]);
    const refused = await finehook.api('POST', '/openapi.json', undefined, none);
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('the schemas', () => {
  it('refuse what they should', () => {
    expect(faultsOf('#/components/schemas/Webhook', {})).toContain('id');
    expect(faultsOf('#/components/schemas/GatewayMessage', { message: 'm', more: 1 })).toContain('more');
    expect(faultsOf('#/components/schemas/WebhookInput', input)).toBeUndefined();
    const nothing = { ...input, filter: { anyOf: [{ ...filter.anyOf[0], eventTypes: [] }] } };
    expect(faultsOf('#/components/schemas/WebhookInput', nothing)).toContain('eventTypes');
  });
});
