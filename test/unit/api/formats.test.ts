import { describe, expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';
import { acmeFilter } from '../../support/webhook-state.ts';
import { given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}`;
const slackUrl = 'https://hooks.slack.com/services/T0/B0/x';
const text = 'Done: {{data.currentValue.title}}';
const input = { name: 'To our channel', url: slackUrl, filter: acmeFilter };
const needless = (format: string) => ({
  pointer: '/template',
  code: 'template-not-used',
  detail: `Only messages of the formats slack, teams and discord have a template, and the format is ${format}: choose one of these, or leave the template out (null removes it).`,
});

function apiWith(webhook: Parameters<typeof given>[1]): MemoryApi {
  const api = new MemoryApi();
  given(api, webhook);
  return api;
}

const stored = (api: MemoryApi, id = webhookId) => api.webhooks.states.get(id)?.webhook;

describe('createWebhook', () => {
  it.each([
    [slackUrl, 'slack'],
    ['https://acme.webhook.office.com/webhookb2/x', 'teams'],
    ['https://discord.com/api/webhooks/1/t', 'discord'],
    ['https://receiver.example.com/in', 'standard'],
  ])('takes the format that %s asks for: %s', async (url, format) => {
    const api = new MemoryApi();
    const { status, body } = await api.send('POST', '/v1/webhooks', { ...input, url });
    expect([status, body.format, 'template' in body]).toEqual([201, format, false]);
    expect(stored(api, body.id)).toMatchObject({ url, format });
    expect(stored(api, body.id)).not.toHaveProperty('template');
  });

  it.each(['standard', 'blue', 'cloudevents', 'slack', 'teams', 'discord'])(
    'takes %s when it is told to, whatever the URL',
    async format => {
      for (const url of [slackUrl, 'https://receiver.example.com/in']) {
        const { status, body } = await new MemoryApi().send('POST', '/v1/webhooks', {
          ...input,
          url,
          format,
        });
        expect([status, body.format]).toEqual([201, format]);
      }
    },
  );

  it.each(['slack', 'teams', 'discord'])('keeps a template for %s', async format => {
    const api = new MemoryApi();
    const { status, body } = await api.send('POST', '/v1/webhooks', { ...input, format, template: { text } });
    expect([status, body.template]).toEqual([201, { text }]);
    expect(stored(api, body.id)?.template).toEqual({ text });
    expect((await api.send('GET', `/v1/webhooks/${body.id}`)).body.template).toEqual({ text });
  });

  it.each(['standard', 'blue', 'cloudevents'])('refuses a template for %s', async format => {
    const api = new MemoryApi();
    const { status, body } = await api.send('POST', '/v1/webhooks', { ...input, format, template: { text } });
    expect([status, body.type, body.errors]).toEqual([
      400,
      'https://finehook.dev/problems/invalid-request',
      [needless(format)],
    ]);
    expect([api.webhooks.states.size, api.rules.calls]).toEqual([0, []]);
  });

  it('refuses a template when the URL asks for no message', async () => {
    const url = 'https://receiver.example.com/in';
    const { body } = await new MemoryApi().send('POST', '/v1/webhooks', {
      ...input,
      url,
      template: { text },
    });
    expect(body.errors).toEqual([needless('standard')]);
  });

  const such = 'such as {{type}} or {{data.currentValue.title}}';
  it.each([
    ['no text', {}, '/template/text', 'This member is required.'],
    ['a text as template', 'x', '/template', 'Must be an object, not a string.'],
    ['an empty text', { text: '' }, '/template/text', 'Must have at least 1 character.'],
    ['a blank text', { text: ' \n' }, '/template/text', 'A template cannot be blank.'],
    [
      '2,001 characters',
      { text: '😀'.repeat(2_001) },
      '/template/text',
      'Must have at most 2000 characters.',
    ],
    [
      'a control character',
      { text: 'a\tb' },
      '/template/text',
      'Control characters other than line breaks (\\n) are not allowed.',
    ],
    [
      'another root',
      { text: '{{env.x}}' },
      '/template/text',
      `{{env.x}}: a placeholder begins with type, timestamp or data, ${such}.`,
    ],
    [
      'an unfinished placeholder',
      { text: '{{type}' },
      '/template/text',
      `Placeholders are written {{path}}, ${such}: here is one that does not begin or end so.`,
    ],
    ['more', { text: 'a', html: 'b' }, '/template/html', 'Unknown member. Known here: text.'],
  ])('refuses %s', async (_, template, pointer, detail) => {
    const api = new MemoryApi();
    const { status, body } = await api.send('POST', '/v1/webhooks', { ...input, template });
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ pointer, detail })]]);
    expect(api.webhooks.states.size).toBe(0);
  });

  it('takes 2,000 characters, line breaks among them', async () => {
    const template = { text: `${'😀'.repeat(1_998)}\n!` };
    const { status, body } = await new MemoryApi().send('POST', '/v1/webhooks', { ...input, template });
    expect([status, body.template]).toEqual([201, template]);
  });
});

describe('updateWebhook', () => {
  it('changes the format, and keeps it when the URL changes', async () => {
    const api = apiWith({});
    expect((await api.send('PATCH', path, { format: 'cloudevents' })).body.format).toBe('cloudevents');
    expect((await api.send('PATCH', path, { url: slackUrl })).body).toMatchObject({
      url: slackUrl,
      format: 'cloudevents',
    });
    expect(stored(api)).toMatchObject({ url: slackUrl, format: 'cloudevents', version: 3 });
  });

  it('takes the format that the URL asks for, for null', async () => {
    const api = apiWith({ url: slackUrl, format: 'standard' });
    expect((await api.send('PATCH', path, { format: null })).body.format).toBe('slack');
    const moved = { url: 'https://discord.com/api/webhooks/1/t', format: null };
    expect((await api.send('PATCH', path, moved)).body.format).toBe('discord');
  });

  it('sets a template, replaces it, and removes it by null', async () => {
    const api = apiWith({ format: 'slack' });
    expect((await api.send('PATCH', path, { template: { text } })).body.template).toEqual({ text });
    expect((await api.send('PATCH', path, { template: { text } })).headers.etag).toBe('"2.1.live"');
    expect((await api.send('PATCH', path, { template: { text: 'b' } })).body.template).toEqual({ text: 'b' });
    const removed = await api.send('PATCH', path, { template: null });
    expect([removed.status, 'template' in removed.body, removed.headers.etag]).toEqual([
      200,
      false,
      '"4.1.live"',
    ]);
    expect(stored(api)).not.toHaveProperty('template');
  });

  it('keeps the template when something else changes', async () => {
    const api = apiWith({ format: 'slack', template: { text } });
    const { body } = await api.send('PATCH', path, { name: 'New', format: 'teams' });
    expect([body.format, body.template]).toEqual(['teams', { text }]);
  });

  it('refuses a format that has no use for the template; with it removed, it is fine', async () => {
    const api = apiWith({ format: 'slack', template: { text } });
    const { status, body } = await api.send('PATCH', path, { format: 'standard' });
    expect([status, body.errors]).toEqual([400, [needless('standard')]]);
    expect(stored(api)).toMatchObject({ format: 'slack', template: { text }, version: 1 });
    expect((await api.send('PATCH', path, { format: 'standard', template: null })).status).toBe(200);
  });

  it('refuses a template with a fault', async () => {
    const { status, body } = await apiWith({ format: 'slack' }).send('PATCH', path, {
      template: { text: null },
    });
    expect([status, body.errors]).toEqual([
      400,
      [{ pointer: '/template/text', code: 'wrong-type', detail: 'Must be a string, not null.' }],
    ]);
  });
});
