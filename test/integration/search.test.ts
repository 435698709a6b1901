import { describe, expect, inject, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

type Body = Awaited<ReturnType<Finehook['api']>>['body'];

const search = async (query: Record<string, string>): Promise<Body> => {
  const { status, body } = await finehook.api('GET', `/v1/deliveries?${new URLSearchParams(query)}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const idsIn = ({ items }: Body): string[] => items.map(({ id }: { id: string }) => id);

describe('searchDeliveries, listDeliveries, traceEvent', () => {
  it('finds an event at both of its webhooks, its record, and what has failed, page by page', async () => {
    const companyId = uniqueName('search');
    const good = await finehook.webhookTo(companyId);
    const bad = await finehook.webhookTo(companyId, {}, '?status=422');
    const recordId = uniqueName('record');
    const [eventId = ''] = await finehook.put({ companyId, detail: { recordId } });
    const [secondId = ''] = await finehook.put({ companyId, type: 'TODO_CREATED', detail: { recordId } });
    for (const id of [eventId, secondId]) {
      await finehook.delivery(good.id, 'delivered', id);
      await finehook.delivery(bad.id, 'failed', id);
    }

    const ofEvent = await until(
      () => search({ eventId }),
      ({ items }) => items.length === 2,
      'both deliveries of the event',
    );
    expect(ofEvent.items.map(({ webhookId }: { webhookId: string }) => webhookId)).toEqual([bad.id, good.id]);
    const ofRecord = await search({ companyId, recordId });
    expect(ofRecord.items).toHaveLength(4);
    const failed = await search({ companyId, recordId, status: 'failed' });
    expect(idsIn(failed)).toEqual(idsIn(await search({ webhookId: bad.id, status: 'failed' })));
    expect(idsIn(await search({ webhookId: good.id, status: 'failed' }))).toEqual([]);
    expect(idsIn(await search({ webhookId: bad.id, eventType: 'TODO_CREATED' }))).toHaveLength(1);

    const first = await search({ companyId, recordId, limit: '3' });
    const second = await search({ companyId, recordId, limit: '3', cursor: first.nextCursor });
    expect([...idsIn(first), ...idsIn(second), second.nextCursor]).toEqual([...idsIn(ofRecord), null]);

    const list = await finehook.api('GET', `/v1/webhooks/${bad.id}/deliveries?eventId=${secondId}`);
    expect(list.body.items.map((item: Body) => [item.eventId, item.status])).toEqual([[secondId, 'failed']]);

    const trace = await finehook.api('GET', `/v1/events/${eventId}/trace`);
    expect(trace.body.webhooks.map((one: Body) => [one.id, one.deliveries[0].status])).toEqual([
      [bad.id, 'failed'],
      [good.id, 'delivered'],
    ]);

    const stranger = { authorization: `Bearer ${await finehook.makeKey(['stranger'])}` };
    const hidden = await finehook.api('GET', `/v1/deliveries?eventId=${eventId}`, undefined, stranger);
    expect(hidden.body).toEqual({ items: [], nextCursor: null });
  });
});
