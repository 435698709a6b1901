import { describe, expect, inject, it } from 'vitest';
import { Finehook, type ReceivedCall, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));
const timesOf = (calls: readonly ReceivedCall[]) =>
  calls.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);

const startsOf = (deliveries: readonly { attempts: readonly { at: string }[] }[]) =>
  deliveries.flatMap(({ attempts }) => attempts.map(({ at }) => Date.parse(at))).sort((a, b) => a - b);

describe('limits of a webhook', () => {
  it('callsPerSecond holds over all workers: createWebhook with 4 a second', async () => {
    const name = uniqueName('rate');
    const webhook = await finehook.webhookTo(name, { options: { callsPerSecond: 4 } });
    expect(webhook.options).toEqual({ callsPerSecond: 4 });
    const events = Array.from({ length: 10 }, () => ({ companyId: name }));
    await finehook.put(...events);
    await finehook.put(...events);
    await finehook.receives(name, 20, 50_000);
    const { items } = (await finehook.api('GET', `/v1/webhooks/${webhook.id}/deliveries`)).body;
    const times = startsOf(items);
    expect(times.length).toBe(20);
    // Twenty even steps of 250 ms, by the clock of those who call. None is early; one may be late by as much as a step.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(19 * 250 - 500);
    const withinASecond = times.map(
      start => times.filter(time => time >= start && time < start + 1000).length,
    );
    expect(Math.max(...withinASecond)).toBeLessThanOrEqual(6);
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
