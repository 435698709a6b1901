import { describe, expect, inject, it } from 'vitest';
import { Finehook, type ReceivedCall, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));
const timesOf = (calls: readonly ReceivedCall[]) =>
  calls.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);

describe('limits of a webhook', () => {
  it('callsPerSecond holds over all workers: createWebhook with 4 a second', async () => {
    const name = uniqueName('rate');
    const webhook = await finehook.webhookTo(name, { options: { callsPerSecond: 4 } });
    expect(webhook.options).toEqual({ callsPerSecond: 4 });
    const events = Array.from({ length: 10 }, () => ({ companyId: name }));
    await finehook.put(...events);
    await finehook.put(...events);
    const times = timesOf(await finehook.receives(name, 20, 50_000));
    // Twenty even steps of 250 ms. A receiver sees them a little early or late, but never six within half a second.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(19 * 250 - 500);
    const gaps = times.slice(5).map((time, i) => time - (times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(500);
  });

  it('concurrentCalls: no second call before the first has ended', async () => {
    const name = uniqueName('single');
    await finehook.webhookTo(name, { options: { concurrentCalls: 1 } }, '?delayMs=300');
    await finehook.put({ companyId: name }, { companyId: name }, { companyId: name });
    const times = timesOf(await finehook.receives(name, 3, 40_000));
    for (let i = 1; i < times.length; i++) {
      expect((times[i] ?? 0) - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(290);
    }
  });
});
