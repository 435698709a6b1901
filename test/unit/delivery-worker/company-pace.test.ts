import { expect, it } from 'vitest';
import { CompanyPace } from '../../../functions/delivery-worker/company-pace.ts';

interface Request {
  readonly companyId: string;
  readonly count: number;
  readonly nowMs: number;
  readonly answer: (atMs: number | undefined) => void;
  readonly fail: (error: Error) => void;
}

function paceWith(callsPerSecond: number) {
  const requests: Request[] = [];
  const time = { nowMs: 1000 };
  const takeCompanySlots = (companyId: string, { count, nowMs }: { count: number; nowMs: number }) => {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    requests.push({ companyId, count, nowMs, answer: resolve, fail: reject });
    return promise;
  };
  const pace = new CompanyPace({ permits: { takeCompanySlots }, callsPerSecond, now: () => time.nowMs });
  const asked = () => requests.map(({ companyId, count, nowMs }) => `${count} of ${companyId} at ${nowMs}`);
  return { pace, requests, time, asked };
}

it('asks at once for the first, and once for all who ask meanwhile', async () => {
  const { pace, requests, time, asked } = paceWith(4);
  const slots = [1, 2, 3, 4].map(() => pace.slotFor('acme'));
  expect(asked()).toEqual(['1 of acme at 1000']);
  time.nowMs = 1020;
  requests[0]?.answer(1000);
  expect(await slots[0]).toBe(1000);
  await Promise.resolve();
  expect(asked()).toEqual(['1 of acme at 1000', '3 of acme at 1020']);
  const late = pace.slotFor('acme');
  requests[1]?.answer(1250);
  expect(await Promise.all(slots)).toEqual([1000, 1250, 1500, 1750]);
  await Promise.resolve();
  requests[2]?.answer(2000);
  expect(await late).toBe(2000);
  expect(requests.length).toBe(3);
});

it('begins anew when nobody waits any more', async () => {
  const { pace, requests, asked } = paceWith(4);
  for (const atMs of [1000, 1250]) {
    const slot = pace.slotFor('acme');
    requests.at(-1)?.answer(atMs);
    expect(await slot).toBe(atMs);
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(asked()).toEqual(['1 of acme at 1000', '1 of acme at 1000']);
});

it('lets no company wait for another one', async () => {
  const { pace, requests, asked } = paceWith(4);
  void pace.slotFor('acme');
  const other = pace.slotFor('globex');
  expect(asked()).toEqual(['1 of acme at 1000', '1 of globex at 1000']);
  requests[1]?.answer(1000);
  expect(await other).toBe(1000);
});

it('tells those who shared a request what has become of it, and asks on for the others', async () => {
  const { pace, requests } = paceWith(4);
  const first = pace.slotFor('acme');
  const others = [pace.slotFor('acme'), pace.slotFor('acme')];
  requests[0]?.fail(new Error('DynamoDB'));
  await expect(first).rejects.toThrow('DynamoDB');
  await Promise.resolve();
  requests[1]?.answer(undefined);
  expect(await Promise.all(others)).toEqual([undefined, undefined]);
});

it('has no limit of 0', () => {
  expect([paceWith(0).pace.isLimited, paceWith(0.1).pace.isLimited]).toEqual([false, true]);
});
