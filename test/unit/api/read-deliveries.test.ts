import { describe, expect, it } from 'vitest';
import type { RecordedAttempt } from '../../../functions/domain/delivery.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { delivery, filterOf, given, webhookId } from './memory-fixtures.ts';

const attempt: RecordedAttempt = {
  run: 2,
  at: '2026-01-01T00:00:01.000Z',
  durationMs: 31,
  status: null,
  error: 'timeout',
  errorDetail: 'no answer came in time',
  responseBody: null,
  retryAfter: null,
  certificateExpiresAt: '2027-01-01T00:00:00.000Z',
};

function apiWith(...deliveries: ReturnType<typeof delivery>[]): MemoryApi {
  const api = new MemoryApi();
  given(api);
  for (const one of deliveries) api.deliveries.records.set(one.id, one);
  return api;
}

const unknown = 'dlv_01kdvdna0000000000000000001mnedd5x9zd1fswjsasnbzd';

describe('getDelivery', () => {
  it('shows every attempt, and nothing of the record', async () => {
    const one = delivery(1, {
      status: 'failed',
      attempts: [attempt],
      run: 2,
      resendOf: unknown,
      recordId: 'r1',
      nextAttemptAt: 'x',
    });
    const { status, body } = await apiWith(one).send('GET', `/v1/deliveries/${one.id}`);
    expect([status, body]).toEqual([
      200,
      {
        id: one.id,
        webhookId,
        eventId: 'event-1',
        eventType: 'TODO_MOVED',
        status: 'failed',
        createdAt: '2026-01-01T00:00:01.000Z',
        run: 2,
        resendOf: unknown,
        nextAttemptAt: null,
        attempts: [attempt],
        event: null,
      },
    ]);
  });

  const due = '2026-01-01T04:00:00.000Z';
  it.each([
    ['a failure waits in the queue', { attemptsInRun: 1 }, due],
    ['a failure waits in the table', { attemptsInRun: 4, parked: true }, due],
    ['a run that was asked for is not attempted yet', { attemptsInRun: 0, run: 2, parked: true }, null],
    ['it has failed for good', { attemptsInRun: 5, status: 'failed' }, null],
  ] as const)('says when the next attempt is due, alone, in lists and in traces: %s', async (_, of, said) => {
    const one = delivery(1, { status: 'pending', attempts: [attempt], nextAttemptAt: due, ...of });
    const api = apiWith(one);
    const { body: alone } = await api.send('GET', `/v1/deliveries/${one.id}`);
    const { body: list } = await api.send('GET', `/v1/webhooks/${webhookId}/deliveries`);
    const { body: trace } = await api.send('GET', '/v1/events/event-1/trace');
    const traced = trace.webhooks[0].deliveries[0];
    const times = [alone, list.items[0], traced].map(({ nextAttemptAt }) => nextAttemptAt);
    expect(times).toEqual([said, said, said]);
  });

  it('says of no time that it is, when a released one is pending without one', async () => {
    const one = delivery(1, { status: 'pending', attempts: [attempt], attemptsInRun: 1 });
    const { body } = await apiWith(one).send('GET', `/v1/deliveries/${one.id}`);
    expect(body.nextAttemptAt).toBeNull();
  });

  it('shows the event whole, with every number as its producer wrote it; a list does not', async () => {
    const detail = '{"companyId":"acme","projectId":"website","n":12345678901234567890,"f":1.0,"t":"ä😀"}';
    const one = delivery(1);
    const api = apiWith(one);
    api.deliveries.eventTexts.set(
      one.id,
      `{"version":"0","id":"event-1","detail-type":"TODO_MOVED","source":"blue","account":"1","time":"2026-01-01T00:00:01Z","region":"r","resources":[],"detail":${detail}}`,
    );
    const { body } = await api.send('GET', `/v1/deliveries/${one.id}`);
    expect(api.lastText).toContain(
      `"event":{"id":"event-1","type":"TODO_MOVED","time":"2026-01-01T00:00:01Z","data":${detail}}}`,
    );
    expect(body.eventId).toBe('event-1');
    const list = await api.send('GET', `/v1/webhooks/${webhookId}/deliveries`);
    expect(list.body.items.map((item: object) => 'event' in item)).toEqual([false]);
  });

  it('writes the time of the event like every other time, with milliseconds', async () => {
    const one = delivery(1, { createdAt: '2026-01-01T00:00:01Z' });
    const { body } = await apiWith(one).send('GET', `/v1/deliveries/${one.id}`);
    expect(body.createdAt).toBe('2026-01-01T00:00:01.000Z');
  });

  it.each([unknown, 'dlv_', 'x', webhookId])('404: %s', async id => {
    const { status, body } = await apiWith(delivery(1)).send('GET', `/v1/deliveries/${id}`);
    expect([status, body.detail]).toEqual([
      404,
      'No such delivery, or this API key does not hold all of its companies.',
    ]);
  });

  it('404 unless the key holds every company of the webhook', async () => {
    const one = delivery(1);
    const api = apiWith(one);
    given(api, { filter: filterOf('acme', 'globex') });
    const asked = (key: string) =>
      api.send('GET', `/v1/deliveries/${one.id}`, undefined, { authorization: `Bearer ${key}` });
    expect((await asked(api.key(['acme']))).body.detail).toBe(
      'No such delivery, or this API key does not hold all of its companies.',
    );
    expect((await asked(api.key(['globex', 'acme']))).status).toBe(200);
  });

  it('404 when the event is of a company that the key does not hold, though the filter names it no more', async () => {
    const one = delivery(1, { companyId: 'globex' });
    const api = apiWith(one, delivery(2));
    const headers = { authorization: `Bearer ${api.key(['acme'])}` };
    expect((await api.send('GET', `/v1/deliveries/${one.id}`, undefined, headers)).status).toBe(404);
    const { body } = await api.send('GET', `/v1/webhooks/${webhookId}/deliveries`, undefined, headers);
    expect(body.items.map((item: { eventId: string }) => item.eventId)).toEqual(['event-2']);
  });

  it('stays readable when the webhook is deleted', async () => {
    const one = delivery(1);
    const api = apiWith(one);
    given(api, { deletedAt: '2026-01-01T00:00:00.000Z' });
    expect((await api.send('GET', `/v1/deliveries/${one.id}`)).status).toBe(200);
  });
});

describe('listDeliveries', () => {
  const path = `/v1/webhooks/${webhookId}/deliveries`;
  const three = [delivery(1), delivery(2), delivery(3)];
  const eventIds = (items: { eventId: string }[]) => items.map(({ eventId }) => eventId);

  it('pages, newest first', async () => {
    const api = apiWith(...three);
    const first = await api.send('GET', `${path}?limit=2`);
    const second = await api.send('GET', `${path}?limit=2&cursor=${first.body.nextCursor}`);
    expect([eventIds(first.body.items), eventIds(second.body.items), second.body.nextCursor]).toEqual([
      ['event-3', 'event-2'],
      ['event-1'],
      null,
    ]);
  });

  it('takes no cursor of another webhook', async () => {
    const cursor = Buffer.from(unknown.replace('dlv_01kdvdna0', 'dlv_01kdvdna1')).toString('base64url');
    const { status, body } = await apiWith(...three).send('GET', `${path}?cursor=${cursor}`);
    expect([status, body.errors[0].pointer]).toEqual([400, '?cursor']);
  });

  it('stays readable when the webhook is deleted', async () => {
    const api = apiWith(...three);
    given(api, { deletedAt: '2026-01-01T00:00:00.000Z' });
    expect(eventIds((await api.send('GET', path)).body.items)).toEqual(['event-3', 'event-2', 'event-1']);
  });

  it('404 for a key that does not hold the company', async () => {
    const api = apiWith(...three);
    const authorization = `Bearer ${api.key(['globex'])}`;
    expect((await api.send('GET', path, undefined, { authorization })).status).toBe(404);
  });
});
