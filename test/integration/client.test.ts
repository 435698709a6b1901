import { describe, expect, inject, it } from 'vitest';
import { createClient, FinehookError } from '../../client/api/client.ts';
import { verifyBlue, verifyStandardWebhook } from '../../client/verify/verify.ts';
import { Finehook, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));
const { apiUrl, apiKey, receiverUrl } = finehook.runtime;
const client = createClient({ baseUrl: apiUrl, apiKey });

const inputFor = (name: string) => ({
  name,
  url: `${receiverUrl}/in/${name}`,
  filter: {
    anyOf: [{ eventTypes: ['TODO_MOVED'], companies: [{ companyId: name, projectIds: '*' as const }] }],
  },
});

function eventOf(companyId: string, recordId: string) {
  const data = { companyId, projectId: 'p1', recordId, previousValue: null, currentValue: { n: 1 } };
  return { type: 'TODO_MOVED', data };
}

async function errorOf(promise: Promise<unknown>): Promise<FinehookError> {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof FinehookError) return error;
  throw new Error(`no FinehookError: ${error}`);
}

describe('finehook/client', () => {
  it('createWebhook, getWebhook, updateWebhook, deleteWebhook: what is written is read, on a condition', async () => {
    const name = uniqueName('client');
    const idempotencyKey = uniqueName('key');
    const created = await client.createWebhook({ body: inputFor(name), idempotencyKey });
    expect(await client.createWebhook({ body: inputFor(name), idempotencyKey })).toEqual(created);

    const { id } = created;
    const { body, etag, status, requestId } = await client.getWebhook.answer({ id });
    expect([status, body.name, body.filter, typeof requestId]).toEqual([200, name, created.filter, 'string']);
    expect(await client.getWebhook.ifChanged(etag ?? '', { id })).toBeUndefined();

    const renamed = await client.updateWebhook({ id, ifMatch: etag, body: { name: 'CRM' } });
    expect(renamed.name).toBe('CRM');
    const stale = await errorOf(client.updateWebhook({ id, ifMatch: etag, body: { name: 'ERP' } }));
    expect([stale.status, stale.code]).toEqual([412, 'precondition-failed']);
    expect((await client.getWebhook.ifChanged(etag ?? '', { id }))?.body.name).toBe('CRM');

    expect(await client.deleteWebhook({ id })).toBeUndefined();
    const gone = await errorOf(client.getWebhook({ id }));
    expect([gone.status, gone.code]).toEqual([404, 'not-found']);
  });

  it('listWebhooks: every one, over several pages', async () => {
    const name = uniqueName('pages');
    const own = createClient({ baseUrl: apiUrl, apiKey: await finehook.makeKey([name]) });
    const made: string[] = [];
    for (const _ of [1, 2, 3]) made.push((await own.createWebhook({ body: inputFor(name) })).id);
    const listed: string[] = [];
    for await (const { id } of own.listWebhooks.all({ limit: 2 })) listed.push(id);
    expect(listed).toEqual(made.toReversed());
  });

  it('publishEvents, searchDeliveries, getDelivery: a delivery with its event', async () => {
    const name = uniqueName('publish');
    const webhook = await client.createWebhook({ body: inputFor(name) });
    const { failed, items } = await client.publishEvents({
      body: [eventOf(name, 'r1'), eventOf(name, 'r2')],
    });
    expect(failed).toBe(0);
    const ids = items.flatMap(item => (item.status === 'accepted' ? [item.id] : []));
    expect(ids).toHaveLength(2);
    for (const id of ids) await finehook.delivery(webhook.id, 'delivered', id);

    const found: string[] = [];
    for await (const one of client.searchDeliveries.all({ companyId: name, recordId: 'r2' }))
      found.push(one.id);
    expect(found).toHaveLength(1);
    const delivery = await client.getDelivery({ id: found[0] ?? '' });
    expect([delivery.webhookId, delivery.event?.data]).toEqual([
      webhook.id,
      expect.objectContaining({ recordId: 'r2' }),
    ]);
  });

  it('tells each fault, and who is not let in', async () => {
    const name = uniqueName('faults');
    const body = { ...inputFor(name), filter: { anyOf: [] } };
    const refused = await errorOf(client.createWebhook({ body }));
    expect([refused.status, refused.code, refused.errors]).toEqual([
      400,
      'invalid-request',
      [
        {
          pointer: '/filter/anyOf',
          code: 'too-few',
          detail: 'Must not be empty: an empty list never means everything.',
          limit: 1,
        },
      ],
    ]);
    expect(refused.requestId).toBe(refused.problem.requestId);
    const stranger = createClient({ baseUrl: apiUrl, apiKey: 'fhk_none' });
    expect((await errorOf(stranger.listWebhooks())).code).toBe('unauthenticated');
    expect((await createClient({ baseUrl: apiUrl }).explainProblem({ code: 'not-found' })).code).toBe(
      'not-found',
    );
  });
});

describe('finehook/verify', () => {
  it('verifies what a receiver got', async () => {
    const name = uniqueName('verify');
    const { secret } = await client.createWebhook({ body: inputFor(name) });
    await client.publishEvents({ body: eventOf(name, 'r1') });
    const [call] = await finehook.receives(name, 1);
    const { headers = {}, body: payload = '' } = call ?? {};
    const { id, body } = await verifyStandardWebhook({ payload, headers, secret });
    expect([id, JSON.parse(body).data.recordId]).toEqual([headers['webhook-id'], 'r1']);
  });

  it('verifies what a receiver of the format blue got', async () => {
    const name = uniqueName('verify-blue');
    const { secret } = await client.createWebhook({ body: { ...inputFor(name), format: 'blue' } });
    await client.publishEvents({ body: eventOf(name, 'r1') });
    const [call] = await finehook.receives(name, 1);
    const { headers = {}, body: payload = '' } = call ?? {};
    const { body } = await verifyBlue({ payload, signature: headers['x-signature'], secret });
    expect(JSON.parse(body).event).toBe('TODO_MOVED');
  });
});
