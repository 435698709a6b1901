import { describe, expect, it } from 'vitest';
import { grantId } from '../../../functions/domain/grant.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { filterOf, given, webhookId } from './memory-fixtures.ts';

const input = { companyId: 'globex', toCompanyId: 'acme' };
const id = grantId('globex', 'acme');

describe('createGrant, getGrant, listGrants, deleteGrant', () => {
  it('by a key that holds the granting company; a second one changes nothing', async () => {
    const api = new MemoryApi();
    const authorization = `Bearer ${api.key(['globex'])}`;
    const { status, headers, body } = await api.send('POST', '/v1/grants', input, { authorization });
    const grant = { id, ...input, createdAt: '2026-01-01T00:00:00.000Z', createdBy: 'key:key_1' };
    expect([status, headers.location, body]).toEqual([201, `/v1/grants/${id}`, grant]);
    api.nowMs += 1000;
    expect((await api.send('POST', '/v1/grants', input)).body).toEqual(grant);

    for (const company of ['acme', 'globex']) {
      const as = { authorization: `Bearer ${api.key([company])}` };
      const direction = company === 'acme' ? 'received' : 'given';
      expect((await api.send('GET', `/v1/grants/${id}`, undefined, as)).body).toEqual(grant);
      const list = await api.send(
        'GET',
        `/v1/grants?companyId=${company}&direction=${direction}`,
        undefined,
        as,
      );
      expect(list.body).toEqual({ items: [grant], nextCursor: null });
    }
    expect((await api.send('DELETE', `/v1/grants/${id}`, undefined, { authorization })).status).toBe(204);
    expect((await api.send('GET', `/v1/grants/${id}`)).status).toBe(404);
  });

  it('by no other', async () => {
    const api = new MemoryApi();
    api.grants.give('globex', 'acme');
    const as = (companyId: string) => ({ authorization: `Bearer ${api.key([companyId])}` });
    const refused = await api.send('POST', '/v1/grants', input, as('acme'));
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([403, '/companyId']);
    const list = await api.send('GET', '/v1/grants?companyId=globex', undefined, as('acme'));
    expect([list.status, list.body.errors[0].pointer]).toEqual([403, '?companyId']);
    expect((await api.send('DELETE', `/v1/grants/${id}`, undefined, as('acme'))).status).toBe(404);
    expect((await api.send('GET', `/v1/grants/${id}`, undefined, as('other'))).status).toBe(404);
    expect(api.grants.grants.size).toBe(1);
  });

  it('go through pages, and refuse what makes no sense', async () => {
    const api = new MemoryApi();
    for (const toCompanyId of ['a', 'b', 'c']) {
      api.nowMs += 1000;
      await api.send('POST', '/v1/grants', { companyId: 'globex', toCompanyId });
    }
    const page = async (query = '') =>
      (await api.send('GET', `/v1/grants?companyId=globex&limit=2${query}`)).body;
    const first = await page();
    const second = await page(`&cursor=${first.nextCursor}`);
    const to = (items: { toCompanyId: string }[]) => items.map(({ toCompanyId }) => toCompanyId);
    expect([to(first.items), to(second.items), second.nextCursor]).toEqual([['c', 'b'], ['a'], null]);
    const own = await api.send('POST', '/v1/grants', { companyId: 'acme', toCompanyId: 'acme' });
    expect([own.status, own.body.errors]).toEqual([
      400,
      [
        {
          pointer: '/toCompanyId',
          code: 'needs-no-grant',
          detail: 'A company listens to its own events without a grant.',
        },
      ],
    ]);
  });
});

describe('webhooks of several companies', () => {
  const body = { name: 'n', url: 'https://example.com/', filter: filterOf('acme', 'globex') };
  const fault = {
    pointer: '/filter/anyOf/0/companies/1/companyId',
    code: 'not-granted',
    detail: 'It has not granted that webhooks of acme listen to its events.',
  };

  it('need a grant of each company but the first', async () => {
    const api = new MemoryApi();
    api.grants.give('acme', 'globex');
    const refused = await api.send('POST', '/v1/webhooks', body);
    expect([refused.status, refused.body.type, refused.body.errors]).toEqual([
      403,
      'https://finehook.dev/problems/grant-missing',
      [fault],
    ]);
    expect([api.webhooks.states.size, api.rules.calls]).toEqual([0, []]);
    api.grants.give('globex', 'acme');
    const made = await api.send('POST', '/v1/webhooks', body);
    expect([made.status, made.body.noAccessTo]).toEqual([201, []]);
  });

  it('are taken back when the grant is withdrawn while they are made', async () => {
    const api = new MemoryApi();
    api.grants.give('globex', 'acme');
    const create = api.webhooks.create.bind(api.webhooks);
    api.webhooks.create = async state => {
      await create(state);
      api.grants.grants.clear();
    };
    expect((await api.send('POST', '/v1/webhooks', body)).status).toBe(403);
    expect([...api.webhooks.states.values()].map(({ webhook }) => webhook.deletedAt !== undefined)).toEqual([
      true,
    ]);
    expect([...api.rules.rules]).toEqual([]);
  });

  it('a change of the filter needs them too, another change does not', async () => {
    const api = new MemoryApi();
    given(api);
    const patch = (change: object) => api.send('PATCH', `/v1/webhooks/${webhookId}`, change);
    expect((await patch({ filter: body.filter })).status).toBe(403);
    expect(api.webhooks.states.get(webhookId)?.webhook.revision).toBe(1);
    api.grants.give('globex', 'acme');
    expect((await patch({ filter: body.filter })).body.filter).toEqual(body.filter);
    const state = api.webhooks.states.get(webhookId);
    if (state === undefined) throw new Error('no webhook');
    api.webhooks.states.set(webhookId, { ...state, webhook: { ...state.webhook, noAccessTo: ['globex'] } });
    api.grants.grants.clear();
    expect((await patch({ name: 'New' })).body).toMatchObject({ name: 'New', noAccessTo: ['globex'] });
    expect((await patch({ filter: filterOf('acme') })).body.noAccessTo).toEqual([]);
  });
});
