import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../functions/domain/delivery.ts';
import type { Health, Webhook } from '../../../functions/domain/webhook.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { attemptOf } from '../delivery-worker/worker-world.ts';
import { delivery, filterOf, given, webhookId } from './memory-fixtures.ts';

const eventText =
  '{"id":"event-1","detail-type":"TODO_MOVED","source":"app","time":"2026-01-01T00:00:01Z","detail":{"companyId":"acme","projectId":"website"}}';
const attempt = attemptOf(500);
const failed = delivery(1, { status: 'failed', attempts: [attempt] });
const path = `/v1/deliveries/${failed.id}/resend`;
const now = '2026-01-01T00:00:09.750Z';
const inAMinute = '2026-01-01T00:01:09.750Z';
const newId = 'dlv_01kdvdna0000000000000000001mnbe890000000000000000';

function apiWith(one: Delivery, webhook: Partial<Webhook> = {}, health: Partial<Health> = {}): MemoryApi {
  const api = new MemoryApi();
  api.nowMs = Date.parse(now);
  given(api, webhook, health);
  api.deliveries.put(one);
  api.deliveries.eventTexts.set(one.id, eventText);
  return api;
}

describe('resendDelivery', () => {
  it.each([undefined, {}, { newId: false }])('%j: one more run of the same delivery', async body => {
    const api = apiWith(failed);
    const answer = await api.send('POST', path, body);
    expect([answer.status, answer.headers.location]).toEqual([202, `/v1/deliveries/${failed.id}`]);
    expect(answer.body).toEqual({
      id: failed.id,
      webhookId,
      eventId: 'event-1',
      eventType: 'TODO_MOVED',
      status: 'pending',
      createdAt: failed.createdAt,
      run: 2,
      resendOf: null,
      attempts: [attempt],
      nextAttemptAt: null,
    });
    expect(api.deliveries.records.get(failed.id)).toEqual({
      ...failed,
      status: 'pending',
      run: 2,
      attemptsInRun: 0,
      parked: true,
      nextAttemptAt: inAMinute,
    });
    expect([api.sent, api.deliveries.records.size]).toEqual([[failed.id], 1]);
    expect(api.deliveries.eventTexts.get(failed.id)).toBe(eventText);
    expect(api.logged[0]).toEqual({
      level: 'info',
      message: 'a delivery is sent again',
      fields: { deliveryId: failed.id, run: 2, resendOf: failed.id, webhookId, keyId: 'key_0' },
    });
  });

  it('with newId: a delivery of its own, and the old one stays as it is', async () => {
    const api = apiWith(failed);
    const { status, headers, body } = await api.send('POST', path, { newId: true });
    const { id } = body;
    expect(id.slice(0, 37)).toBe(newId.slice(0, 37));
    expect([status, headers.location]).toEqual([202, `/v1/deliveries/${id}`]);
    expect(body).toEqual({
      id,
      webhookId,
      eventId: 'event-1',
      eventType: 'TODO_MOVED',
      status: 'pending',
      createdAt: '2026-01-01T00:00:09.000Z',
      run: 1,
      resendOf: failed.id,
      attempts: [],
      nextAttemptAt: null,
    });
    expect(api.deliveries.records.get(failed.id)).toBe(failed);
    expect([api.sent, api.deliveries.eventTexts.get(id)]).toEqual([[id], eventText]);
    const again = await api.send('POST', path, { newId: true });
    expect([again.status, again.body.id === id]).toEqual([202, false]);
    const listed = await api.send('GET', `/v1/webhooks/${webhookId}/deliveries`);
    expect(listed.body.items.map((item: { resendOf: string | null }) => item.resendOf)).toEqual([
      failed.id,
      failed.id,
      null,
    ]);
  });

  it.each([
    [
      { status: 'pending' },
      {},
      {},
      'The delivery is on its way already. Wait until it is delivered or has failed.',
    ],
    [
      {},
      {},
      { status: 'paused' },
      'The webhook of the delivery is paused. Enable it (POST /v1/webhooks/{id}/enable), then try again.',
    ],
    [
      {},
      {},
      { status: 'disabled' },
      'The webhook of the delivery is disabled. Enable it (POST /v1/webhooks/{id}/enable), then try again.',
    ],
    [
      {},
      { deletedAt: now },
      {},
      'The webhook of the delivery was deleted, so there is nothing to call. Events of the past cannot be sent to another one.',
    ],
    [
      { status: 'held' },
      {},
      { status: 'failing' },
      'The delivery is held because its webhook is failing. It is sent by itself when the receiver is back.',
    ],
    [
      { status: 'held' },
      {},
      { releasingSince: now },
      'The delivery is held, and what is held is being released: it is sent by itself.',
    ],
    [
      { projectId: 'app' },
      {},
      {},
      "The filter of the webhook does not name the event's company and project any more. Change the filter, then try again.",
    ],
  ] as const)('409: %j of %j %j', async (members, webhook, health, detail) => {
    for (const body of [{}, { newId: true }]) {
      const one = { ...failed, ...members };
      const api = apiWith(
        one,
        {
          filter: {
            anyOf: [{ eventTypes: ['*'], companies: [{ companyId: 'acme', projectIds: ['website'] }] }],
          },
          ...webhook,
        },
        health,
      );
      const answer = await api.send('POST', path, body);
      expect([answer.status, answer.body.type, answer.body.detail]).toEqual([
        409,
        'https://finehook.dev/problems/not-resendable',
        detail,
      ]);
      expect([api.sent, [...api.deliveries.records.values()]]).toEqual([[], [one]]);
    }
  });

  it('409 when its event was not kept', async () => {
    const api = apiWith(failed);
    api.deliveries.eventTexts.clear();
    const { status, body } = await api.send('POST', path);
    expect([status, body.detail]).toEqual([
      409,
      "The delivery's event was not kept, so there is nothing to send.",
    ]);
    expect(api.deliveries.records.get(failed.id)).toBe(failed);
  });

  it('409 when somebody else was faster, and nobody is asked to send', async () => {
    const api = apiWith(failed);
    api.deliveries.before = method => {
      if (method === 'startRun') api.deliveries.put({ ...failed, run: 2, attemptsInRun: 3 });
    };
    const { status, body } = await api.send('POST', path);
    expect([status, body.type, api.sent]).toEqual([409, 'https://finehook.dev/problems/conflict', []]);
  });

  it('asked for twice, is sent once', async () => {
    const api = apiWith(failed);
    const answers = [await api.send('POST', path), await api.send('POST', path)];
    expect(answers.map(({ status }) => status)).toEqual([202, 409]);
    expect(api.sent).toEqual([failed.id]);
  });

  it('of a failing webhook is taken: it is held until the receiver is back', async () => {
    const api = apiWith(failed, {}, { status: 'failing' });
    expect((await api.send('POST', path)).status).toBe(202);
  });

  it('is left to the schedule when the sweeper cannot be asked', async () => {
    const api = apiWith(failed);
    api.sweeperFails = true;
    expect((await api.send('POST', path)).status).toBe(202);
    expect(api.deliveries.records.get(failed.id)).toMatchObject({ parked: true, nextAttemptAt: inAMinute });
    expect(api.logged[1]).toMatchObject({
      level: 'error',
      message: 'a delivery is left to the sweeper',
      fields: { deliveryId: failed.id },
    });
  });

  it.each([
    [{ newId: 'yes' }, '/newId'],
    [{ newID: true }, '/newID'],
    [[], ''],
  ])('400: %j', async (body, pointer) => {
    const api = apiWith(failed);
    const answer = await api.send('POST', path, body);
    expect([answer.status, answer.body.errors[0].pointer, api.sent]).toEqual([400, pointer, []]);
  });

  it('404 for a key that holds not all companies of the webhook, or not that of the event', async () => {
    const api = apiWith(failed, { filter: filterOf('acme', 'globex') });
    const as = (companies: string[]) => ({ authorization: `Bearer ${api.key(companies)}` });
    expect((await api.send('POST', path, {}, as(['acme']))).status).toBe(404);
    given(api, { filter: filterOf('globex') });
    expect((await api.send('POST', path, {}, as(['globex']))).body.detail).toBe(
      'No such delivery, or this API key does not hold all of its companies.',
    );
    expect(api.sent).toEqual([]);
  });

  it.each(['dlv_', 'x', webhookId, newId])('404: %s', async id => {
    const { status, body } = await apiWith(failed).send('POST', `/v1/deliveries/${id}/resend`);
    expect([status, body.detail]).toEqual([
      404,
      'No such delivery, or this API key does not hold all of its companies.',
    ]);
  });
});
