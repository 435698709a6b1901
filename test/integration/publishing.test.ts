import { randomBytes } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { createPublisher } from '../../client/publisher/publisher.ts';
import { Finehook, stillness, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));
const quietMs = 500;

/** A webhook that wants to know when due dates move to later, and of nothing else. */
function postponed(companyId: string) {
  const pattern = { changedFields: ['duedAt'], changes: { duedAt: { direction: ['later'] } } };
  const companies = [{ companyId, projectIds: ['p1'] }];
  return finehook.webhookTo(companyId, {
    filter: { anyOf: [{ eventTypes: ['TODO_DUE_DATE_UPDATED'], companies, conditions: { pattern } }] },
  });
}

function dueDateMoved(companyId: string, from: string, to: string, more: object = {}) {
  const value = { id: 'r1', title: 'Ship it' };
  return {
    type: 'TODO_DUE_DATE_UPDATED' as const,
    data: {
      companyId,
      projectId: 'p1',
      previousValue: { ...value, duedAt: from },
      currentValue: { ...value, duedAt: to, ...more },
    },
  };
}

const [monday, tuesday] = ['2026-01-05T09:00:00.000Z', '2026-01-06T09:00:00.000Z'];
const changes = { duedAt: { from: monday, to: tuesday, direction: 'later' } };

/** Earlier, later together with something else, and later alone. */
const threeMoves = (companyId: string) => [
  dueDateMoved(companyId, tuesday, monday),
  dueDateMoved(companyId, monday, tuesday, { title: 'Ship it soon' }),
  dueDateMoved(companyId, monday, tuesday),
];

async function expectOnlyTheLast(name: string, ids: readonly string[]): Promise<void> {
  const [call] = await finehook.receives(name, 1);
  expect(call?.verified).toBe(true);
  const data = JSON.parse(call?.body ?? '').data;
  expect([data.changes, data.changedFields]).toEqual([changes, 'duedAt']);
  await stillness(quietMs);
  expect(await finehook.received(name)).toHaveLength(1);
  expect(ids).toHaveLength(3);
}

describe('publishEvents', () => {
  it('a filter on changes picks out the event that is meant', async () => {
    const name = uniqueName('publish');
    const webhook = await postponed(name);
    const { status, body } = await finehook.api('POST', '/v1/events', threeMoves(name));
    expect([status, body.failed]).toEqual([202, 0]);
    const ids: string[] = body.items.map(({ id }: { id: string }) => id);
    await expectOnlyTheLast(name, ids);
    await finehook.delivery(webhook.id, 'delivered', ids[2]);
  });

  it('the receiver gets numbers as they are written, and the time that the producer said', async () => {
    const name = uniqueName('numbers');
    const webhook = await finehook.webhookTo(name);
    const values = '"previousValue":{"n":1.0},"currentValue":{"n":12345678901234567890}';
    const body = `{"type":"TODO_MOVED","time":"2026-01-02T03:04:05.678Z","data":{"companyId":"${name}","projectId":"p1",${values}}}`;
    const published = await finehook.api('POST', '/v1/events', body);
    expect(published.status).toBe(202);
    const [call] = await finehook.receives(name, 1);
    expect(call?.body).toContain(
      `${values},"changes":{"n":{"from":1.0,"to":12345678901234567890,"direction":"up"}},"changedFields":"n"}`,
    );
    const { id } = await finehook.delivery(webhook.id, 'delivered', published.body.items[0].id);
    const { body: stored } = await finehook.api('GET', `/v1/deliveries/${id}`);
    expect(stored.event.time).toBe('2026-01-02T03:04:05Z');
  });

  it('an event of 1,000,000 bytes arrives whole, and so do four of nearly as many at once', async () => {
    const name = uniqueName('large');
    await finehook.webhookTo(name);
    const data = { companyId: name, projectId: 'p1', previousValue: null, currentValue: { id: 'r1' } };
    const around = JSON.stringify({ ...data, noise: '' }).length;
    const eventOf = (bytes: number) => {
      const noise = randomBytes(bytes)
        .toString('base64')
        .slice(0, bytes - around);
      return { type: 'TODO_MOVED', data: { ...data, noise } };
    };
    const largest = eventOf(1_000_000);
    expect((await finehook.api('POST', '/v1/events', largest)).status).toBe(202);
    const [call] = await finehook.receives(name, 1);
    expect(JSON.parse(call?.body ?? '').data).toEqual(largest.data);
    const four = Array.from({ length: 4 }, () => eventOf(1_000_000));
    expect((await finehook.api('POST', '/v1/events', four)).body.failed).toBe(0);
    await finehook.receives(name, 5);
  });

  it('publishes nothing of a company that the key does not hold', async () => {
    const name = uniqueName('foreign');
    await finehook.webhookTo(name);
    const key = await finehook.invoke('KeyMaker', {
      operation: 'create',
      name: 'producer',
      companies: [`${name}-own`],
      role: 'publisher',
    });
    const authorization = `Bearer ${key.key}`;
    const events = [dueDateMoved(`${name}-own`, monday, tuesday), dueDateMoved(name, monday, tuesday)];
    const { status, body } = await finehook.api('POST', '/v1/events', events, { authorization });
    expect([status, body.errors]).toEqual([
      403,
      [{ pointer: '/1/data/companyId', code: 'not-held', detail: 'This API key does not hold the company.' }],
    ]);
    const own = await finehook.api('POST', '/v1/events', events.slice(0, 1), { authorization });
    expect([own.status, own.body.failed]).toEqual([202, 0]);
    await stillness(quietMs);
    expect(await finehook.received(name)).toEqual([]);
  });
});

describe('the publisher in AWS', () => {
  it('a filter on changes picks out the event that is meant', async () => {
    const name = uniqueName('library');
    const webhook = await postponed(name);
    const client = finehook.eventBridge;
    const publisher = createPublisher({
      eventBusName: finehook.runtime.eventBusName,
      source: 'integration-test',
      client,
    });
    const { failed, items } = await publisher.publish(threeMoves(name));
    client.destroy();
    expect(failed).toBe(0);
    const ids = items.flatMap(item => (item.status === 'accepted' ? [item.id] : []));
    await expectOnlyTheLast(name, ids);
    await finehook.delivery(webhook.id, 'delivered', ids[2]);
  });
});
