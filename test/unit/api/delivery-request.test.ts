import { describe, expect, it } from 'vitest';
import { defaultNouns } from '../../../functions/domain/nouns.ts';
import { callFor } from '../../../functions/domain/payload.ts';
import { readEvent } from '../../../functions/domain/queue-message.ts';
import { payloadFormatNames, type Webhook } from '../../../functions/domain/webhook.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { credentials } from '../../support/webhook-state.ts';
import { delivery, filterOf, given, webhookId } from './memory-fixtures.ts';

const one = delivery(1);
const path = `/v1/deliveries/${one.id}/request`;
const detail = '{"companyId":"acme","projectId":"website","actorId":"u1","n":12345678901234567890,"f":1.0}';
const eventText = `{"version":"0","id":"event-1","detail-type":"TODO_MOVED","source":"app","account":"1","time":"2026-01-01T00:00:01Z","region":"r","resources":[],"detail":${detail}}`;

function apiWith(webhook: Partial<Webhook> = {}): MemoryApi {
  const api = new MemoryApi();
  given(api, webhook);
  api.deliveries.put(one);
  api.deliveries.eventTexts.set(one.id, eventText);
  return api;
}

describe('getDeliveryRequest', () => {
  it('shows the call as an attempt would make it now, without what only sender and receiver may know', async () => {
    const { status, body } = await apiWith({ headerNames: ['x-tenant'], authType: 'bearer' }).send(
      'GET',
      path,
    );
    expect([status, body]).toEqual([
      200,
      {
        url: 'https://receiver.example.com/in',
        headers: {
          'x-tenant': null,
          authorization: null,
          'webhook-signature': null,
          'content-type': 'application/json',
          'webhook-id': one.id,
          'webhook-timestamp': '1767225600',
        },
        body: `{"type":"TODO_MOVED","timestamp":"2026-01-01T00:00:01Z","data":${detail}}`,
      },
    ]);
  });

  it.each(payloadFormatNames)('%s: as the call of an attempt', async format => {
    const api = apiWith({ format, headerNames: ['x-tenant'], authType: 'bearer' });
    const state = api.webhooks.states.get(webhookId);
    if (state === undefined) throw new Error('no webhook');
    const own = {
      ...credentials,
      headers: { 'x-tenant': 'hush' },
      auth: { type: 'bearer', token: 'hush' },
    } as const;
    const event = readEvent(eventText);
    const call = callFor({
      nouns: defaultNouns.en,
      state,
      credentials: own,
      deliveryId: one.id,
      event,
      nowMs: api.nowMs,
      timeoutMs: 1,
    });
    const { body } = await api.send('GET', path);
    expect([body.url, body.body]).toEqual([call.url, call.body]);
    expect(Object.keys(body.headers).sort()).toEqual(Object.keys(call.headers).sort());
  });

  it('has the webhook’s format, template and names as they are now', async () => {
    const api = apiWith({ format: 'slack' });
    const ada = { companyId: 'acme', kind: 'person', id: 'u1', name: 'Ada Lee' } as const;
    api.directory.entries.set(JSON.stringify(['acme', 'person', 'u1']), ada);
    const plain = await api.send('GET', path);
    expect(JSON.parse(plain.body.body).blocks[0].text.text).toBe(
      '*A record was moved*\n*Project:* website\n*By:* Ada Lee',
    );
    given(api, { format: 'discord', template: { text: 'By {{data.actorId}}' } });
    const changed = await api.send('GET', path);
    expect(JSON.parse(changed.body.body).content).toBe('By u1');
  });

  it('changes nothing, and opens no credentials', async () => {
    const api = apiWith({ sealedCredentials: 'nobody can open this' });
    const before = JSON.stringify([...api.webhooks.states, ...api.deliveries.records]);
    expect((await api.send('GET', path)).status).toBe(200);
    expect([JSON.stringify([...api.webhooks.states, ...api.deliveries.records]), api.prober.calls]).toEqual([
      before,
      [],
    ]);
  });

  it('410 when the event was not kept, and when the webhook was deleted', async () => {
    const unkept = apiWith();
    unkept.deliveries.eventTexts.delete(one.id);
    const deleted = apiWith({ deletedAt: '2026-01-01T00:00:00.000Z' });
    const answers = [await unkept.send('GET', path), await deleted.send('GET', path)];
    expect(answers.map(({ status, body }) => [status, body.type, body.detail])).toEqual([
      [
        410,
        'https://finehook.dev/problems/gone',
        "The delivery's event was not kept, so what it sends cannot be made.",
      ],
      [
        410,
        'https://finehook.dev/problems/gone',
        'The webhook of the delivery was deleted, so nothing is sent any more.',
      ],
    ]);
  });

  it('404 for whoever may not see the delivery, also when the webhook was deleted', async () => {
    for (const deletedAt of [undefined, '2026-01-01T00:00:00.000Z']) {
      const api = apiWith({
        filter: filterOf('acme', 'globex'),
        ...(deletedAt !== undefined && { deletedAt }),
      });
      const headers = { authorization: `Bearer ${api.key(['acme'])}` };
      const { status, body } = await api.send('GET', path, undefined, headers);
      expect([status, body.detail]).toEqual([
        404,
        'No such delivery, or this API key does not hold all of its companies.',
      ]);
    }
    expect((await apiWith().send('GET', '/v1/deliveries/dlv_x/request')).status).toBe(404);
  });
});
