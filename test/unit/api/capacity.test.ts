import { describe, expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';
import { given } from './memory-fixtures.ts';

const counted = {
  countedAt: '2025-12-31T23:57:00.000Z',
  rulesOfWebhooks: 7,
  otherRules: 1,
  webhooks: { live: 4, pending: 1, off: 2 },
};

const busAsCounted = {
  ruleQuota: 10,
  counted: {
    at: '2025-12-31T23:57:00.000Z',
    rules: 8,
    rulesOfWebhooks: 7,
    rulesLeft: 2,
    webhooks: { live: 4, pending: 1, off: 2 },
  },
};

describe('getCapacity', () => {
  it('tells whoever holds every company how full the bus was when it was counted', async () => {
    const api = new MemoryApi();
    await api.ruleCounts.note(counted);
    const { status, body } = await api.send('GET', '/v1/capacity');
    expect([status, body]).toEqual([200, { bus: busAsCounted }]);
  });

  it('knows the quota before the first count, and never has less than nothing left', async () => {
    const api = new MemoryApi();
    expect((await api.send('GET', '/v1/capacity')).body).toEqual({ bus: { ruleQuota: 10, counted: null } });
    await api.ruleCounts.note({ ...counted, rulesOfWebhooks: 12 });
    expect((await api.send('GET', '/v1/capacity')).body.bus.counted).toMatchObject({
      rules: 13,
      rulesLeft: 0,
    });
  });

  it('counts the webhooks of a company now', async () => {
    const api = new MemoryApi();
    given(api);
    given(api, { id: 'whk_01kdvdna000000000000000001', ownerCompanyId: 'globex' });
    given(api, { id: 'whk_01kdvdna000000000000000002', deletedAt: '2026-01-01T00:00:00.000Z' });
    const company = { companyId: 'acme', webhooks: 1, webhooksPerCompany: 3, webhooksLeft: 2 };
    expect((await api.send('GET', '/v1/capacity?companyId=acme')).body).toEqual({
      bus: { ruleQuota: 10, counted: null },
      company,
    });
    const authorization = `Bearer ${api.key(['acme'])}`;
    const own = await api.send('GET', '/v1/capacity?companyId=acme', undefined, { authorization });
    expect([own.status, own.body]).toEqual([200, { company }]);
  });

  it('tells nobody else of the bus, or of companies that they do not hold', async () => {
    const api = new MemoryApi();
    const authorization = `Bearer ${api.key(['acme'])}`;
    const bus = await api.send('GET', '/v1/capacity', undefined, { authorization });
    expect([bus.status, bus.body.detail]).toEqual([
      403,
      'The bus belongs to all companies: only who holds every company ("*") sees how full it is. This API key does not: name one of its companies as companyId.',
    ]);
    const other = await api.send('GET', '/v1/capacity?companyId=globex', undefined, { authorization });
    expect([other.status, other.body.errors]).toEqual([
      403,
      [{ pointer: '?companyId', code: 'not-held', detail: 'This API key does not hold the company.' }],
    ]);
  });
});
