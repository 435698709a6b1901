import { describe, expect, it } from 'vitest';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import { noCounts } from '../../../functions/domain/statistics/counts.ts';
import { MemoryApi, okAttempt } from '../../support/memory-api.ts';
import { delivery, filterOf, given, webhookId } from './memory-fixtures.ts';

const other = 'whk_01kdvdna000000000000000001';
const shared = 'whk_01kdvdna000000000000000002';
const unknown = 'whk_01kdvdna00000000000000000z';

/** The clock shows 2026-01-01T00:00:00Z. */
async function apiWithCounts(): Promise<MemoryApi> {
  const api = new MemoryApi();
  given(api);
  given(api, { id: other, ownerCompanyId: 'globex', filter: filterOf('globex') });
  given(api, { id: shared, filter: filterOf('acme', 'globex') });
  const counts = {
    ...noCounts,
    attempts: 4,
    delivered: 3,
    failed: 1,
    durations: new Map([[9, 4]]),
    byEventType: new Map([
      ['TODO_DONE', { attempts: 1, delivered: 1, failed: 0 }],
      ['TODO_MOVED', { attempts: 3, delivered: 2, failed: 1 }],
    ]),
    byOutcome: new Map([
      ['/timeout', 1],
      ['200/', 3],
    ]),
  };
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
        isWhole: true,
        byEventType: [
          { eventType: 'TODO_MOVED', attempts: 6, delivered: 4, failed: 2 },
          { eventType: 'TODO_DONE', attempts: 2, delivered: 2, failed: 0 },
        ],
        byStatus: [
          { status: 200, error: null, attempts: 6 },
          { status: null, error: 'timeout', attempts: 2 },
        ],
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

  it('shows an hour by five minutes, from the deliveries themselves', async () => {
    const api = await apiWithCounts();
    api.nowMs += 3_600_000;
    // The second was created before that time.
    for (const createdAt of ['2026-01-01T00:10:00Z', '2026-01-01T00:04:59Z']) {
      const attempts = [{ ...okAttempt, at: '2026-01-01T00:10:01.000Z', run: 1 }];
      api.deliveries.put(delivery(0, { id: deliveryId(webhookId, 'e', createdAt), createdAt, attempts }));
    }
    for (const query of ['period=1h', 'period=1h&by=five-minutes']) {
      const { status, body } = await api.send('GET', `${path}?${query}`);
      const { series, ...rest } = body;
      const one = { attempts: 1, delivered: 1, failed: 0, successRate: 1, p50Ms: 13, p95Ms: 13 };
      expect([status, rest]).toEqual([
        200,
        {
          period: '1h',
          by: 'five-minutes',
          from: '2026-01-01T00:05:00.000Z',
          webhookId,
          isWhole: true,
          byEventType: [{ eventType: 'TODO_MOVED', attempts: 1, delivered: 1, failed: 0 }],
          byStatus: [{ status: 200, error: null, attempts: 1 }],
          total: one,
        },
      ]);
      expect(series).toHaveLength(12);
      expect(series[0]).toEqual({ at: '2026-01-01T00:05:00.000Z', ...none });
      expect(series[1]).toEqual({ at: '2026-01-01T00:10:00.000Z', ...one });
      expect(series[11]).toEqual({ at: '2026-01-01T01:00:00.000Z', ...none });
    }
  });

  it('says when an hour has more than it reads', async () => {
    const api = await apiWithCounts();
    const attempts = [{ ...okAttempt, run: 1 }];
    for (let n = 0; n < 1_000; n++) {
      const eventId = `e${n}`;
      const createdAt = '2026-01-01T00:00:00Z';
      api.deliveries.put(
        delivery(0, { id: deliveryId(webhookId, eventId, createdAt), eventId, createdAt, attempts }),
      );
      if (n === 998) expect((await api.send('GET', `${path}?period=1h`)).body.isWhole).toBe(true);
    }
    const { body } = await api.send('GET', `${path}?period=1h`);
    expect([body.isWhole, body.total.attempts]).toEqual([false, 1_000]);
  });

  it.each([
    ['period=2h', '?period'],
    ['period=1h&by=hour', '?by'],
    ['period=24h&by=five-minutes', '?by'],
    ['by=five-minutes', '?by'],
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

  it('tells of no hour, and says where one is', async () => {
    const { status, body } = await asked('companyId=acme&period=1h');
    expect([status, body.errors]).toEqual([
      400,
      [
        {
          pointer: '?period',
          code: 'not-together',
          detail: 'An hour is told of one webhook only: GET /v1/webhooks/{id}/statistics.',
        },
      ],
    ]);
    expect((await asked('companyId=acme&period=2h')).body.errors[0].detail).toBe(
      'Must be "24h" or "7d" or "30d".',
    );
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
    ['', '?webhookIds', 'required'],
    [`webhookIds=${webhookId}&companyId=acme`, '?webhookIds', 'not-together'],
    ['webhookIds=whk_1', '?webhookIds', 'invalid'],
    [`webhookIds=${Array(51).fill(webhookId).join()}`, '?webhookIds', 'invalid'],
    [`webhookIds=${webhookId}&cursor=x`, '?cursor', 'not-together'],
    ['companyId=acme&cursor=x', '?cursor', 'bad-cursor'],
    ['companyId=acme&period=30d&by=hour', '?by', 'not-together'],
    ['companyId=acme&by=five-minutes', '?by', 'not-allowed'],
  ])('400 for %s: %s', async (query, pointer, code) => {
    const { status, body } = await asked(query);
    expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([400, pointer, code]);
  });
});
