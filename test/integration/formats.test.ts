import { describe, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));
const detail = {
  recordId: 'task-481',
  occurredAt: '2026-01-09T14:05:12.345Z',
  previousValue: null,
  currentValue: { title: 'Publish <!channel>', todoList: { title: 'Doing', project: { name: 'Website' } } },
};

/** What a webhook of a format gets of one event. */
async function delivered(format: string, fields: object = {}) {
  const name = uniqueName(format);
  const webhook = await finehook.webhookTo(name, { format, ...fields });
  const [eventId] = await finehook.put({ type: 'TODO_CREATED', companyId: name, detail });
  const [call] = await finehook.receives(name, 1);
  expect(call?.verified).toBe(true);
  return { name, webhook, eventId, headers: call?.headers ?? {}, body: JSON.parse(call?.body ?? '') };
}

describe('createWebhook, updateWebhook: formats', () => {
  it('cloudevents', async () => {
    const { name, webhook, eventId, headers, body } = await delivered('cloudevents');
    expect(webhook.format).toBe('cloudevents');
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(body).toEqual({
      specversion: '1.0',
      id: eventId,
      source: `urn:finehook:${name}`,
      type: 'TODO_CREATED',
      subject: 'task-481',
      time: '2026-01-09T14:05:12.345Z',
      datacontenttype: 'application/json',
      companyid: name,
      projectid: 'p1',
      data: { companyId: name, projectId: 'p1', ...detail },
    });
  });

  it('slack, teams and discord: messages', async () => {
    const { body: slack } = await delivered('slack');
    expect(slack.blocks[0].text.text).toBe(
      '*A record was created:* Publish &lt;!channel&gt;\n*List:* Doing\n*Project:* Website',
    );
    const { body: teams } = await delivered('teams');
    expect(teams.attachments[0].content.body[0].inlines[1].text).toBe('Publish <!channel>');
    const { body: discord } = await delivered('discord');
    expect(discord.content).toBe('**A record was created:** Publish \\<!channel>');
  });

  const template = { text: 'New: {{data.currentValue.title}} in {{data.currentValue.todoList.title}}' };

  it('a template', async () => {
    const { webhook, body } = await delivered('slack', { template });
    expect([webhook.template, body.text]).toEqual([template, 'New: Publish &lt;!channel&gt; in Doing']);
  });

  it('a template that was removed', async () => {
    const name = uniqueName('removed');
    const { id } = await finehook.webhookTo(name, { format: 'slack', template });
    const patch = { format: 'discord', template: null };
    const { status, body } = await finehook.api('PATCH', `/v1/webhooks/${id}`, patch);
    expect([status, body.format, 'template' in body]).toEqual([200, 'discord', false]);
    await finehook.put({ type: 'TODO_CREATED', companyId: name, detail });
    const [call] = await finehook.receives(name, 1);
    expect(JSON.parse(call?.body ?? '').content).toBe('**A record was created:** Publish \\<!channel>');
  });

  it('enableWebhook checks with a message', async () => {
    const name = uniqueName('check');
    const { id } = await finehook.webhookTo(name, { format: 'slack' });
    expect((await finehook.api('POST', `/v1/webhooks/${id}/enable`)).status).toBe(200);
    const [call] = await finehook.receives(name, 1);
    expect([call?.verified, JSON.parse(call?.body ?? '').text]).toEqual([
      true,
      `Health check: messages of the webhook “${name}” arrive here`,
    ]);
  });
});
