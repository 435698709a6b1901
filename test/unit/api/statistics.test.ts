import { describe, expect, it } from 'vitest';
import { noCounts } from '../../../functions/domain/statistics/counts.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { filterOf, given, webhookId } from './memory-fixtures.ts';

const other = 'whk_01kdvdna000000000000000001';
const shared = 'whk_01kdvdna000000000000000002';
const unknown = 'whk_01kdvdna00000000000000000z';

/** The clock shows 2026-01-01T00:00:00Z. */
async function apiWithCounts(): Promise<MemoryApi> {
  const api = new MemoryApi();
  given(api);
  given(api, { id: other, ownerCompanyId: 'globex', filter: filterOf('globex') });
  given(api, { id: shared, filter: filterOf('acme', 'globex') });
  const counts = { ...noCounts, attempts: 4, delivered: 3, failed: 1, durations: new Map([[9, 4]]) };
  await api.statistics.add({ ...counts, webhookId, hour: '2026-01-01T00' });
  await api.statistics.add({ ...counts, webhookId, hour: '2025-12-31T01' });
  await api.statistics.add({ ...counts, webhookId, hour: '2025-12-31T00' });
  await api.statistics.add({ ...counts, webhookId: shared, hour: '2026-01-01T00' });
  return api;
}

const some = { attempts: 4, delivered: 3, failed: 1, successRate: 0.75, p50Ms: 7, p95Ms: 7 };
const none = { attempts: 0, delivered: 0, failed: 0, successRate: null, p50Ms: null, p95Ms: null };

describe('getStatistics', () => {
  const path = `/v1/webhooks/${webhookId}/statistics`;

  it('shows a day by hour, with the hours in which nothing was', async () => {
    const { status, body } = await (await apiWithCounts()).send('GET', path);
    const { series, ...rest } = body;
    expect([status, rest]).toEqual([
      200,
      {
        period: '24h',
        by: 'hour',
        from: '2025-12-31T01:00:00.000Z',
        webhookId,
        total: { ...some, attempts: 8, delivered: 6, failed: 2 },
      },
    ]);
    expect(series).toHaveLength(24);
    expect(series[0]).toEqual({ at: '2025-12-31T01:00:00.000Z', ...some });
    expect(series[1]).toEqual({ at: '2025-12-31T02:00:00.000Z', ...none });
    expect(series[23]).toEqual({ at: '2026-01-01T00:00:00.000Z', ...some });
  });

  it('shows more by day, or by hour when asked to', async () => {
    const api = await apiWithCounts();
    const { body } = await api.send('GET', `${path}?period=7d`);
    expect(body.series.map(({ attempts }: { attempts: number }) => attempts)).toEqual([0, 0, 0, 0, 0, 8, 4]);
    expect((await api.send('GET', `${path}?period=30d`)).body.series).toHaveLength(30);
    expect((await api.send('GET', `${path}?period=30d&by=hour`)).body.series).toHaveLength(720);
  });

  it.each([
    ['period=1h', '?period'],
    ['by=week', '?by'],
    ['x=1', '?x'],
  ])('400 for %s: %s', async (query, pointer) => {
    const { status, body } = await (await apiWithCounts()).send('GET', `${path}?${query}`);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('404 for a webhook that the key does not reach', async () => {
    const api = await apiWithCounts();
    const authorization = `Bearer ${api.key(['globex'])}`;
    expect((await api.send('GET', path, undefined, { authorization })).status).toBe(404);
  });
});

describe('listStatistics', () => {
  const asked = async (query: string, companies: '*' | string[] = '*') => {
    const api = await apiWithCounts();
    const authorization = `Bearer ${api.key(companies)}`;
    const { status, body } = await api.send('GET', `/v1/statistics?${query}`, undefined, { authorization });
    return { status, body, ids: body.items?.map((item: { webhookId: string }) => item.webhookId) };
  };

  it('shows webhooks that are named, each once, as far as the key may see them, and their sum', async () => {
    const { body, ids } = await asked(`webhookIds=${shared},${webhookId},${other},${unknown},${shared}`);
    expect(ids).toEqual([shared, webhookId, other]);
    expect(body.items.map(({ total }: { total: object }) => total)).toEqual([
      some,
      { ...some, attempts: 8, delivered: 6, failed: 2 },
      none,
    ]);
    expect(body.total).toEqual({ ...some, attempts: 12, delivered: 9, failed: 3 });
    expect([body.series.length, body.series[23].attempts, body.nextCursor]).toEqual([24, 8, null]);
    expect((await asked(`webhookIds=${shared},${webhookId},${other}`, ['acme'])).ids).toEqual([webhookId]);
  });

  it('shows those that a company owns', async () => {
    expect((await asked('companyId=acme')).ids).toEqual([shared, webhookId]);
    expect((await asked('companyId=acme', ['acme'])).ids).toEqual([webhookId]);
    expect((await asked('companyId=globex', ['acme'])).ids).toEqual([]);
    expect((await asked('companyId=globex', ['acme', 'globex'])).ids).toEqual([other]);
  });

  it('goes through the webhooks of a company page by page', async () => {
    const api = new MemoryApi();
    const ids = Array.from({ length: 51 }, (_, n) => `whk_01kdvdna0000000000000000${String(n + 10)}`);
    for (const id of ids) given(api, { id });
    const first = await api.send('GET', '/v1/statistics?companyId=acme');
    expect(first.body.items).toHaveLength(50);
    const second = await api.send('GET', `/v1/statistics?companyId=acme&cursor=${first.body.nextCursor}`);
    expect([second.body.items.length, second.body.nextCursor]).toEqual([1, null]);
  });

  it.each([
    ['', '?webhookIds'],
    [`webhookIds=${webhookId}&companyId=acme`, '?webhookIds'],
    ['webhookIds=whk_1', '?webhookIds'],
    [`webhookIds=${Array(51).fill(webhookId).join()}`, '?webhookIds'],
    [`webhookIds=${webhookId}&cursor=x`, '?cursor'],
    ['companyId=acme&cursor=x', '?cursor'],
    ['companyId=acme&period=30d&by=hour', '?by'],
  ])('400 for %s: %s', async (query, pointer) => {
    const { status, body } = await asked(query);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });
});
