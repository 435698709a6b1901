import { describe, expect, it } from 'vitest';
import type { Webhook } from '../../../functions/domain/webhook.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}`;
const slowSince = '2026-01-01T00:00:30.000Z';

/** The service has found the webhook to be slow; its rule leads to the slow queue already. */
function slowApi(webhook: Partial<Webhook> = {}): MemoryApi {
  const api = new MemoryApi();
  given(api, { slowSince, revision: 2, ...webhook });
  api.rules.lanes.set(webhookId, 'slow');
  return api;
}

const stored = (api: MemoryApi) => api.webhooks.states.get(webhookId)?.webhook;

describe('the lane of a webhook', () => {
  it.each([
    [10, undefined, []],
    [10.5, 'slow', [`put ${webhookId} enabled`]],
  ])('follows the owner’s timeoutSeconds %s', async (timeoutSeconds, lane, puts) => {
    const api = new MemoryApi();
    given(api);
    const { body } = await api.send('PATCH', path, { options: { timeoutSeconds } });
    expect([body.rule, body.slowSince, api.rules.lanes.get(webhookId), api.rules.calls]).toEqual([
      'live',
      null,
      lane,
      puts,
    ]);
  });

  it('is that of the owner’s timeoutSeconds from the creation on', async () => {
    const api = new MemoryApi();
    const { body } = await api.send('POST', '/v1/webhooks', {
      name: 'Patient',
      url: 'https://receiver.example.com/in',
      filter: { anyOf: [{ eventTypes: ['*'], companies: [{ companyId: 'acme', projectIds: '*' }] }] },
      options: { timeoutSeconds: 30 },
    });
    expect([body.rule, api.rules.lanes.get(body.id)]).toEqual(['live', 'slow']);
  });

  it('stays while its owner changes other things', async () => {
    const api = slowApi();
    const { body } = await api.send('PATCH', path, { name: 'New' });
    expect([body.slowSince, stored(api)?.revision, api.rules.calls]).toEqual([slowSince, 3, []]);
  });

  it('is measured anew for another URL', async () => {
    const api = slowApi();
    const { body } = await api.send('PATCH', path, { url: 'https://receiver.example.com/other' });
    expect([body.rule, body.slowSince, api.rules.lanes.size]).toEqual(['live', null, 0]);
  });

  it('shows in the ETag, but a change of it is no conflict', async () => {
    const api = slowApi({ rule: 'pending' });
    expect((await api.send('GET', path)).headers.etag).toMatch(
      /^"1\.1\.pending\.2026-01-01T00:00:30\.000Z\.[\w-]{22}"$/,
    );
    const read = { 'if-none-match': '"1.1.pending"' };
    expect((await api.send('GET', path, undefined, read)).status).toBe(200);
    const { status, body } = await api.send('PATCH', path, { name: 'New' }, { 'if-match': '"1.1.live"' });
    expect([status, body.name, body.rule, api.rules.lanes.get(webhookId)]).toEqual([
      200,
      'New',
      'live',
      'slow',
    ]);
  });
});
