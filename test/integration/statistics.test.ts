import { expect, inject, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

it('getStatistics, listStatistics: what was delivered and has failed, and how long it took', async () => {
  const companyId = uniqueName('statistics');
  const good = await finehook.webhookTo(companyId);
  const bad = await finehook.webhookTo(companyId, {}, '?status=422');
  for (let n = 0; n < 3; n++) await finehook.put({ companyId });

  const path = `/v1/webhooks/${good.id}/statistics`;
  const read = async (of: string) => (await finehook.api('GET', of)).body;
  const one = await until(
    () => read(path),
    ({ total }) => total.delivered === 3,
    'three deliveries to be counted',
  );
  expect(one.total).toMatchObject({ attempts: 3, delivered: 3, failed: 0, successRate: 1 });
  expect(one.total.p95Ms).toBeGreaterThanOrEqual(one.total.p50Ms);
  expect(one.series).toHaveLength(24);
  const parts = {
    isWhole: true,
    byEventType: [{ eventType: 'TODO_MOVED', attempts: 3, delivered: 3, failed: 0 }],
    byStatus: [{ status: 200, error: null, attempts: 3 }],
  };
  expect(one).toMatchObject(parts);
  const hour = await read(`${path}?period=1h`);
  expect(hour).toMatchObject({ ...parts, period: '1h', by: 'five-minutes' });
  expect([hour.total.delivered, hour.series.length]).toEqual([3, 12]);
  const failing = await until(
    () => read(`/v1/webhooks/${bad.id}/statistics?period=1h`),
    ({ total }) => total.failed === 3,
    'three failed deliveries',
  );
  expect(failing.byStatus).toEqual([{ status: 422, error: null, attempts: 3 }]);

  const list = await until(
    () => read(`/v1/statistics?companyId=${companyId}&period=7d`),
    ({ total }) => total.delivered + total.failed === 6,
    'all six deliveries to be counted',
  );
  expect(list.items.map((item: typeof one) => [item.webhookId, item.total.successRate])).toEqual([
    [bad.id, 0],
    [good.id, 1],
  ]);
  expect([list.total.successRate, list.series.length, list.by]).toEqual([0.5, 7, 'day']);
  const named = await read(`/v1/statistics?webhookIds=${good.id}&period=7d`);
  expect(named.items).toEqual([list.items[1]]);
}, 60_000);
