import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../functions/domain/delivery.ts';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { delivery, filterOf, given, webhookId } from './memory-fixtures.ts';

const other = 'whk_01kdvdna000000000000000001';
const shared = 'whk_01kdvdna000000000000000002';

function toWebhook(id: string, second: number, more: Partial<Delivery> = {}): Delivery {
  const one = delivery(second, more);
  return { ...one, id: deliveryId(id, one.eventId, one.createdAt), webhookId: id };
}

/** Three webhooks: of acme, of globex, and of both. */
function apiWith(...deliveries: Delivery[]): MemoryApi {
  const api = new MemoryApi();
  given(api);
  given(api, { id: other, filter: filterOf('globex') });
  given(api, { id: shared, filter: filterOf('acme', 'globex') });
  api.deliveries.put(...deliveries);
  return api;
}

const idsIn = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);

describe('searchDeliveries', () => {
  const one = toWebhook(webhookId, 1, { recordId: 'r1' });
  const two = toWebhook(other, 1, { companyId: 'globex' });
  const three = toWebhook(shared, 1, { recordId: 'r1' });
  const four = toWebhook(webhookId, 2, { status: 'failed', recordId: 'r1' });
  const all = [one, two, three, four];

  it('finds those of an event at every webhook that the key may see', async () => {
    const api = apiWith(...all);
    const asked = async (...companies: string[]) => {
      const authorization = `Bearer ${api.key(companies)}`;
      return idsIn(
        (await api.send('GET', '/v1/deliveries?eventId=event-1', undefined, { authorization })).body,
      );
    };
    expect(await asked('acme')).toEqual([one.id]);
    expect(await asked('globex')).toEqual([two.id]);
    expect(await asked('acme', 'globex')).toEqual([three.id, two.id, one.id]);
    expect(await asked('initech')).toEqual([]);
  });

  it('finds those of a record, of a state, of a type and of a time', async () => {
    const api = apiWith(...all);
    const asked = async (query: string) => idsIn((await api.send('GET', `/v1/deliveries?${query}`)).body);
    expect(await asked('recordId=r1&companyId=acme')).toEqual([four.id, three.id, one.id]);
    expect(await asked('recordId=r1&companyId=globex')).toEqual([]);
    expect(await asked(`recordId=r1&companyId=acme&webhookId=${webhookId}`)).toEqual([four.id, one.id]);
    expect(await asked(`webhookId=${webhookId}&status=failed`)).toEqual([four.id]);
    expect(await asked(`webhookId=${webhookId}&eventType=TODO_CREATED`)).toEqual([]);
    expect(await asked('eventId=event-1&from=2026-01-01T00:00:02Z')).toEqual([]);
    expect(await asked(`webhookId=${webhookId}&to=2026-01-01T01:00:02%2B01:00`)).toEqual([one.id]);
  });

  it('asks nothing of a company that the key does not hold', async () => {
    const api = apiWith(...all);
    const authorization = `Bearer ${api.key(['globex'])}`;
    const path = '/v1/deliveries?recordId=r1&companyId=acme';
    const { status, body } = await api.send('GET', path, undefined, { authorization });
    expect([status, body]).toEqual([200, { items: [], nextCursor: null }]);
  });

  it('pages, and a page may end before its limit where others are not to be seen', async () => {
    const api = apiWith(...all);
    const authorization = `Bearer ${api.key(['acme'])}`;
    const path = '/v1/deliveries?eventId=event-1&limit=2';
    const first = await api.send('GET', path, undefined, { authorization });
    expect(idsIn(first.body)).toEqual([]);
    const second = await api.send('GET', `${path}&cursor=${first.body.nextCursor}`, undefined, {
      authorization,
    });
    expect([idsIn(second.body), second.body.nextCursor]).toEqual([[one.id], null]);
  });

  it.each([
    ['', '?webhookId'],
    ['status=failed', '?webhookId'],
    ['companyId=acme', '?webhookId'],
    ['recordId=r1', '?companyId'],
    ['eventId=', '?eventId'],
    ['eventId=e&status=done', '?status'],
    ['eventId=e&from=yesterday', '?from'],
    ['eventId=e&from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z', '?to'],
    ['eventId=e&cursor=x', '?cursor'],
    ['eventId=e&event=x', '?event'],
  ])('400 for ?%s: %s', async (query, pointer) => {
    const { status, body } = await apiWith().send('GET', `/v1/deliveries?${query}`);
    expect([status, body.errors.map((fault: { pointer: string }) => fault.pointer)]).toEqual([
      400,
      [pointer],
    ]);
  });

  it('404 for a webhook that the key does not reach', async () => {
    const api = apiWith(...all);
    const authorization = `Bearer ${api.key(['globex'])}`;
    const path = `/v1/deliveries?webhookId=${webhookId}`;
    expect((await api.send('GET', path, undefined, { authorization })).status).toBe(404);
  });
});

describe('listDeliveries', () => {
  it('takes the same filters', async () => {
    const one = delivery(1, { recordId: 'r1' });
    const two = delivery(2, { status: 'failed' });
    const api = apiWith(one, two, toWebhook(shared, 1, { recordId: 'r1' }));
    const asked = async (query: string) =>
      idsIn((await api.send('GET', `/v1/webhooks/${webhookId}/deliveries?${query}`)).body);
    expect(await asked('status=failed')).toEqual([two.id]);
    expect(await asked('eventId=event-1')).toEqual([one.id]);
    expect(await asked('companyId=acme&recordId=r1')).toEqual([one.id]);
    expect(await asked('companyId=acme&from=2026-01-01T00:00:01.001Z')).toEqual([two.id]);
  });
});

describe('traceEvent', () => {
  const attempt = {
    run: 1,
    at: '2026-01-01T00:00:02.000Z',
    durationMs: 31,
    status: 200,
    error: null,
    errorDetail: null,
    responseBody: 'ok',
    retryAfter: null,
    certificateExpiresAt: null,
  };
  const one = toWebhook(webhookId, 1, { attempts: [attempt] });
  const again = {
    ...toWebhook(webhookId, 9),
    eventId: 'event-1',
    resendOf: one.id,
    status: 'failed' as const,
  };
  const two = toWebhook(other, 1, { companyId: 'globex' });

  it('shows where an event went, webhook by webhook, without what receivers said', async () => {
    const api = apiWith(one, two, again, toWebhook(webhookId, 3));
    const { status, body } = await api.send('GET', '/v1/events/event-1/trace');
    const second = (n: number) => `2026-01-01T00:00:0${n}.000Z`;
    const first = {
      id: one.id,
      status: 'delivered',
      createdAt: second(1),
      run: 1,
      resendOf: null,
      nextAttemptAt: null,
    };
    const { run, at, durationMs, status: code, error } = attempt;
    expect([status, body]).toEqual([
      200,
      {
        eventId: 'event-1',
        webhooks: [
          {
            id: webhookId,
            name: 'Tasks to CRM',
            deliveries: [
              {
                ...first,
                id: again.id,
                status: 'failed',
                createdAt: second(9),
                resendOf: one.id,
                attempts: [],
              },
              { ...first, attempts: [{ run, at, durationMs, status: code, error }] },
            ],
          },
          { id: other, name: 'Tasks to CRM', deliveries: [{ ...first, id: two.id, attempts: [] }] },
        ],
        hasMore: false,
      },
    ]);
  });

  it('shows what the key may see only; of an event that nobody knows, nothing', async () => {
    const api = apiWith(one, two);
    const authorization = `Bearer ${api.key(['globex'])}`;
    const { body } = await api.send('GET', '/v1/events/event-1/trace', undefined, { authorization });
    expect(body.webhooks.map(({ id }: { id: string }) => id)).toEqual([other]);
    const unknown = await api.send('GET', '/v1/events/nothing/trace');
    expect([unknown.status, unknown.body]).toEqual([
      200,
      { eventId: 'nothing', webhooks: [], hasMore: false },
    ]);
  });

  it('says when there is more than it looks through', async () => {
    const many = Array.from({ length: 1001 }, (_, n) => ({
      ...toWebhook(webhookId, 1),
      id: deliveryId(webhookId, `event-${n}`, '2026-01-01T00:00:01Z'),
    }));
    const { body } = await apiWith(...many).send('GET', '/v1/events/event-1/trace');
    expect([body.webhooks[0].deliveries.length, body.hasMore]).toEqual([1000, true]);
  });
});
