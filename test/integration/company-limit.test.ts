import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, type ReceivedCall, uniqueName } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({ args: ['--set', 'callsPerSecondPerCompany=5'] });
  finehook = new Finehook(run.runtime);
});
afterAll(() => run?.stop());

const timesOf = (calls: readonly ReceivedCall[]) => calls.map(({ at }) => Date.parse(at));

it('holds for all webhooks of a company together, loses nothing, and delays no other company', async () => {
  const busy = uniqueName('busy');
  const other = uniqueName('other');
  const webhookOf = (projectId: string) => {
    const companies = [{ companyId: busy, projectIds: [projectId] }];
    return finehook.webhookTo(`${busy}-${projectId}`, {
      filter: { anyOf: [{ eventTypes: ['*'], companies }] },
    });
  };
  const webhooks = await Promise.all([webhookOf('p1'), webhookOf('p2')]);
  await finehook.webhookTo(other);

  const burst = ['p1', 'p2'].flatMap(projectId => Array(20).fill({ companyId: busy, projectId }));
  for (let sent = 0; sent < burst.length; sent += 10) await finehook.put(...burst.slice(sent, sent + 10));
  const otherSentAtMs = Date.now();
  await finehook.put({ companyId: other });

  const [otherCall = Number.POSITIVE_INFINITY] = timesOf(await finehook.receives(other, 1));
  expect(otherCall - otherSentAtMs).toBeLessThan(3000);
  const calls = await Promise.all([1, 2].map(n => finehook.receives(`${busy}-p${n}`, 20, 40_000)));
  expect(calls.map(({ length }) => length)).toEqual([20, 20]);

  const times = calls.flatMap(timesOf).sort((a, b) => a - b);
  // Even steps of 200 ms: none is early; a call may be late, above all the first one, in a worker that has just started.
  for (const [n, time] of times.entries()) expect(time - (times[0] ?? 0)).toBeGreaterThan(n * 200 - 1000);
  const withinTwoSeconds = times.map(
    start => times.filter(time => time >= start && time < start + 2000).length,
  );
  expect(Math.max(...withinTwoSeconds)).toBeLessThanOrEqual(14);
  expect(times.filter(time => time <= otherCall).length).toBeLessThan(20);

  for (const { id } of webhooks) {
    const { items } = (await finehook.api('GET', `/v1/webhooks/${id}/deliveries`)).body;
    const outcomes = items.map(({ status, attempts }: { status: string; attempts: unknown[] }) => [
      status,
      attempts.length,
    ]);
    expect(outcomes).toEqual(Array(20).fill(['delivered', 1]));
  }
});
