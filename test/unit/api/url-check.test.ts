import { describe, expect, it } from 'vitest';
import { exampleDetail } from '../../../functions/domain/event-examples/event-examples.ts';
import { MemoryApi, okAttempt } from '../../support/memory-api.ts';

const path = '/v1/url-checks';
const now = '2026-01-01T00:00:00.000Z';
const paid = {
  name: 'invoice.paid',
  group: 'Billing',
  title: { en: 'Invoice paid' },
  description: { en: 'Somebody has paid.' },
  schema: {},
  deprecated: false,
  version: 1,
  updatedAt: now,
};

describe('checkUrl', () => {
  it('calls an allowed URL once, unsigned', async () => {
    const api = new MemoryApi();
    const request = {
      headers: {
        'content-type': 'application/json',
        'webhook-id': expect.stringMatching(/^dlv_[0-9a-hjkmnp-tv-z]{49}$/),
        'webhook-timestamp': '1767225600',
        'webhook-test': 'true',
      },
      body: `{"type":"WEBHOOK_HEALTH_CHECK","timestamp":"${now}","data":{}}`,
    };
    const url = 'https://receiver.example.com/in?a=b';
    const answer = await api.send('POST', path, { url });
    expect([answer.status, answer.headers.etag, answer.body]).toEqual([
      200,
      undefined,
      { allowed: true, reason: null, reasonCode: null, recognisedFormat: null, attempt: okAttempt, request },
    ]);
    expect(api.prober.calls).toEqual([{ url, ...request, timeoutMs: 10_000 }]);
    expect([api.webhooks.states.size, api.deliveries.records.size, api.rules.calls]).toEqual([0, 0, []]);
  });

  it.each([
    ['https://hooks.slack.com/services/T0/B0/x', 'slack', '"text":"Test: messages arrive here"'],
    ['https://a.webhook.office.com/webhookb2/x', 'teams', '"text":"messages arrive here"'],
    ['https://discord.com/api/webhooks/1/t', 'discord', '"content":"**Test:** messages arrive here"'],
  ])('recognises %s, and sends what it understands', async (url, format, part) => {
    const api = new MemoryApi();
    const { body } = await api.send('POST', path, { url });
    expect([body.allowed, body.recognisedFormat]).toEqual([true, format]);
    expect(api.prober.calls[0]?.body).toContain(part);
  });

  it.each([
    ['not a URL', 'this is not a URL', 'not-a-url'],
    ['http://receiver.example.com/', 'the URL must begin with https://', 'not-https'],
    ['https://10.0.0.8/', '10.0.0.8 is not public (private)', 'not-public'],
    ['https://a:b@receiver.example.com/', 'the URL may not hold user name or password', 'url-credentials'],
    [
      'https://receiver.example.com:22/',
      'port 22 is not allowed: use 443 or one from 1024 up',
      'port-not-allowed',
    ],
  ])('answers that %s is not allowed, without a call', async (url, reason, reasonCode) => {
    const api = new MemoryApi();
    const { status, body } = await api.send('POST', path, { url: url.replaceAll(' ', '') });
    expect([status, body]).toEqual([
      200,
      { allowed: false, reason, reasonCode, recognisedFormat: null, attempt: null, request: null },
    ]);
    expect(api.prober.calls).toEqual([]);
  });

  it('says that a name leads to an address that is not allowed', async () => {
    const api = new MemoryApi();
    const errorDetail = 'the host has an address that is not public (private)';
    const attempt = {
      ...okAttempt,
      status: null,
      error: 'address-blocked' as const,
      errorDetail,
      responseBody: null,
    };
    api.prober.answers = [attempt];
    const { body } = await api.send('POST', path, { url: 'https://receiver.example.com/' });
    expect(body).toMatchObject({
      allowed: false,
      reason: errorDetail,
      reasonCode: 'not-public',
      recognisedFormat: null,
      attempt,
    });
  });

  it.each([
    [{ status: 404, responseBody: 'no' }],
    [
      {
        status: null,
        error: 'dns' as const,
        errorDetail: 'the host name does not exist',
        responseBody: null,
      },
    ],
    [{ status: null, error: 'tls' as const, errorDetail: 'the certificate has expired', responseBody: null }],
  ])('tells of a receiver that does not take it: %j', async members => {
    const api = new MemoryApi();
    api.prober.answers = [{ ...okAttempt, ...members }];
    const { status, body } = await api.send('POST', path, { url: 'https://receiver.example.com/' });
    expect([status, body.allowed, body.reason, body.attempt]).toEqual([
      200,
      true,
      null,
      { ...okAttempt, ...members },
    ]);
  });

  it('sends the form that was chosen, not the one that the URL asks for', async () => {
    const api = new MemoryApi();
    const url = 'https://hooks.slack.com/services/T0/B0/x';
    const { body } = await api.send('POST', path, { url, format: 'discord', eventType: 'TODO_MOVED' });
    expect(body.recognisedFormat).toBe('slack');
    expect(body.request.headers['webhook-test']).toBe('true');
    expect(JSON.parse(body.request.body).content).toBe(
      '**Test\\: A record was moved:** Publish the pricing page',
    );
    expect(api.prober.calls[0]?.body).toBe(body.request.body);
  });

  it('has the example of the catalog, also of a type of one’s own', async () => {
    const api = new MemoryApi();
    api.eventTypes.types.set('invoice.paid', { ...paid, example: { currentValue: { name: 'No. 7' } } });
    const url = 'https://receiver.example.com/';
    const moved = await api.send('POST', path, { url, eventType: 'TODO_MOVED' });
    expect(JSON.parse(moved.body.request.body)).toEqual({
      type: 'TODO_MOVED',
      timestamp: now,
      data: exampleDetail('TODO_MOVED', { companyId: 'acme', projectId: 'website' }, now),
    });
    const own = await api.send('POST', path, { url, eventType: 'invoice.paid' });
    expect(JSON.parse(own.body.request.body).data).toEqual({
      currentValue: { name: 'No. 7' },
      companyId: 'acme',
      projectId: 'website',
      occurredAt: now,
    });
  });

  it('sends an event of the caller’s own, its numbers as they are written', async () => {
    const api = new MemoryApi();
    const url = 'https://receiver.example.com/';
    const data = '{"n":1.0,"big":12345678901234567890}';
    const { status, body } = await api.send(
      'POST',
      path,
      `{"url":"${url}","event":{"type":"TAG_CREATED","data":${data}}}`,
    );
    expect([status, body.request.body]).toEqual([
      200,
      `{"type":"TAG_CREATED","timestamp":"${now}","data":${data}}`,
    ]);
  });

  it('writes by the template', async () => {
    const { body } = await new MemoryApi().send('POST', path, {
      url: 'https://hooks.slack.com/services/T0/B0/x',
      template: { text: 'Now in {{data.currentValue.todoList.title}}' },
      eventType: 'TODO_MOVED',
    });
    expect(JSON.parse(body.request.body).text).toBe('Test: Now in Review');
  });

  it('names what belongs to companies that the caller holds, and nothing else', async () => {
    const api = new MemoryApi();
    for (const companyId of ['acme', 'globex']) {
      const project = { companyId, kind: 'project', id: 'website', name: `Site of ${companyId}` } as const;
      api.directory.entries.set(JSON.stringify([companyId, 'project', 'website']), project);
    }
    const headers = { authorization: `Bearer ${api.key(['acme'])}` };
    const said = [];
    for (const companyId of ['acme', 'globex']) {
      const event = { type: 'TAG_CREATED', data: { companyId, projectId: 'website' } };
      const input = { url: 'https://receiver.example.com/', format: 'slack', event };
      const { body } = await api.send('POST', path, input, headers);
      said.push(JSON.parse(body.request.body).blocks[0].text.text);
    }
    expect(said).toEqual([
      '*Test: A tag was created*\n*Project:* Site of acme',
      '*Test: A tag was created*\n*Project:* website',
    ]);
  });

  const url = 'https://receiver.example.com/';
  const own = { type: 'TODO_MOVED', data: {} };
  it.each([
    [{ url, format: 'fax' }, '/format', 'not-allowed', /^Must be "standard" or "blue"/],
    [{ url, eventType: 'TODO_MOVD' }, '/eventType', 'unknown-event-type', /Did you mean TODO_MOVED\?$/],
    [{ url, event: { ...own, type: 'nothing' } }, '/event/type', 'unknown-event-type', /^No such event type/],
    [{ url, event: { type: 'TODO_MOVED' } }, '/event/data', 'required', /^This member is required\.$/],
    [{ url, eventType: 'TODO_MOVED', event: own }, '', 'not-together', /^Give "eventType" or "event", not/],
    [{ url, eventType: 'invoice.paid' }, '/eventType', 'no-example', /^The catalog has no example of this/],
    [
      { url, template: { text: 'x' } },
      '/template',
      'template-not-used',
      /^Only messages of the formats slack,/,
    ],
    [
      { url, format: 'slack', template: { text: '{{x}}' } },
      '/template/text',
      'bad-placeholder',
      /begins with type, timestamp/,
    ],
  ])('%j: 400, and nothing is called', async (body, pointer, code, detail) => {
    const api = new MemoryApi();
    api.eventTypes.types.set('invoice.paid', paid);
    const answer = await api.send('POST', path, body);
    expect([answer.status, answer.body.errors, api.prober.calls]).toEqual([
      400,
      [{ pointer, code, detail: expect.stringMatching(detail) }],
      [],
    ]);
  });

  it.each([
    [{}, '/url', 'This member is required.'],
    [{ url: '' }, '/url', 'Must have at least 1 character.'],
    [{ url: 5 }, '/url', 'Must be a string, not a number.'],
    [
      { url: 'https://x.example/', method: 'GET' },
      '/method',
      'Unknown member. Known here: url, format, template, eventType, event.',
    ],
  ])('%j: 400', async (body, pointer, detail) => {
    const api = new MemoryApi();
    const answer = await api.send('POST', path, body);
    expect([answer.status, answer.body.errors, api.prober.calls]).toEqual([
      400,
      [expect.objectContaining({ pointer, detail })],
      [],
    ]);
  });
});
