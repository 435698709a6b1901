import { ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, inject, it } from 'vitest';
import { Finehook, stillness, uniqueName, until } from '../support/finehook.ts';

/** The shared run has a requestTimeout of 2 s and a second between attempts. */
const finehook = new Finehook(inject('runtime'));
const EventBusName = finehook.runtime.eventBusName;

/** Names of the queues that the rule of a webhook leads to. */
async function targetsOf(webhookId: string): Promise<string[]> {
  const { Targets = [] } = await finehook.eventBridge.send(
    new ListTargetsByRuleCommand({ EventBusName, Rule: webhookId }),
  );
  return Targets.map(({ Arn = '' }) => /(DeliveryQueue|SlowQueue)/.exec(Arn)?.[0] ?? Arn);
}

describe('a webhook whose receiver hangs', () => {
  it('is led into the slow lane, is called once per attempt, and holds up nobody', async () => {
    const hanging = uniqueName('hanging');
    const healthy = Array.from({ length: 5 }, (_, n) => uniqueName(`healthy-${n}`));
    const { id } = await finehook.webhookTo(hanging, {}, '?hang=1');
    await Promise.all(healthy.map(name => finehook.webhookTo(name)));
    expect(await targetsOf(id)).toEqual(['DeliveryQueue']);

    // Several at once, so that they share batches with the others, and more while its first call hangs.
    const rounds = 6;
    for (let round = 0; round < rounds; round++) {
      const companies = round < 3 ? [hanging, ...healthy] : healthy;
      await finehook.put(...companies.map(companyId => ({ companyId })));
      await stillness(400);
    }
    await Promise.all(healthy.map(name => finehook.receives(name, rounds, 6000)));

    const slow = await until(
      async () => (await finehook.api('GET', `/v1/webhooks/${id}`)).body,
      ({ slowSince }) => slowSince !== null,
      'the webhook to be found slow',
    );
    expect(Date.parse(slow.slowSince)).toBeGreaterThan(Date.parse(slow.createdAt));
    // Nobody calls the rule-reconciler here: it is told at once.
    await until(
      () => targetsOf(id),
      targets => targets.join() === 'SlowQueue',
      'its rule to lead to the slow queue',
      5000,
    );

    await finehook.api('POST', `/v1/webhooks/${id}/pause`);
    const deliveries = await until(
      async () => (await finehook.api('GET', `/v1/webhooks/${id}/deliveries`)).body.items,
      items => items.length === 3 && items.every(({ status }: { status: string }) => status === 'held'),
      'its three deliveries to be held',
    );
    const calls = await finehook.received(hanging);
    for (const { id: deliveryId, attempts } of deliveries) {
      const its = calls.filter(({ headers }) => headers['webhook-id'] === deliveryId);
      expect(its.length).toBe(attempts.length);
      for (const attempt of attempts) expect(attempt).toMatchObject({ status: null, error: 'timeout' });
    }
  });
});

describe('a webhook whose owner grants its calls more time than the fast lane has', () => {
  it('has its rule lead to the slow queue from the start, and its slow receiver is waited for', async () => {
    const name = uniqueName('patient');
    const { id } = await finehook.webhookTo(name, { options: { timeoutSeconds: 10 } }, '?delayMs=3000');
    expect(await targetsOf(id)).toEqual(['SlowQueue']);
    const [eventId] = await finehook.put({ companyId: name });
    const { attempts } = await finehook.delivery(id, 'delivered', eventId);
    expect(attempts.map(({ status }: { status: number }) => status)).toEqual([200]);
    expect(attempts[0].durationMs).toBeGreaterThanOrEqual(3000);

    await finehook.api('PATCH', `/v1/webhooks/${id}`, { options: { timeoutSeconds: 1 } });
    expect(await targetsOf(id)).toEqual(['DeliveryQueue']);
  });
});
