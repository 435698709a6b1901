import { expect, inject, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

type Body = Awaited<ReturnType<Finehook['api']>>['body'];

it('listAuditLog: who changed what, before and after, without a secret; what the service did, too', async () => {
  const companyId = uniqueName('audit');
  const { id, secret } = await finehook.webhookTo(companyId, {}, '?status=410');
  const path = `/v1/webhooks/${id}`;
  await finehook.api('PATCH', path, { name: 'renamed', auth: { type: 'bearer', token: 'very-secret' } });
  const rotated = await finehook.api('POST', `${path}/secrets`);
  await finehook.api('GET', `${path}/secrets`);
  const contact = { companyId, email: `${companyId}@example.com` };
  const created = await finehook.api('POST', '/v1/contacts', contact);
  await finehook.api('DELETE', `/v1/contacts/${created.body.id}`);
  await finehook.put({ companyId });

  const read = async (query: string): Promise<Body> =>
    (await finehook.api('GET', `/v1/audit-log?companyId=${companyId}${query}`)).body;
  const { items } = await until(
    () => read(''),
    body => body.items.some((one: Body) => one.operation === 'webhook.disabled'),
    'the entry of the service',
  );
  expect(items.map((one: Body) => [one.operation, one.actor.kind, one.thing.kind, one.outcome])).toEqual([
    ['webhook.disabled', 'service', 'webhook', 'done'],
    ['deleteContact', 'key', 'contact', 'done'],
    ['createContact', 'key', 'contact', 'done'],
    ['revealSecrets', 'key', 'webhook', 'done'],
    ['rotateSecret', 'key', 'webhook', 'done'],
    ['updateWebhook', 'key', 'webhook', 'done'],
    ['createWebhook', 'key', 'webhook', 'done'],
  ]);
  expect([items[5].before, items[5].after]).toEqual([
    { name: companyId, authType: null },
    { name: 'renamed', authType: 'bearer', credentialsChanged: true },
  ]);
  expect(items[5].requestId).toEqual(expect.any(String));
  const text = JSON.stringify(items);
  for (const hidden of [secret, rotated.body.secret, 'very-secret', contact.email]) {
    expect(text).not.toContain(hidden);
  }
  expect(text).not.toContain('status=410');

  const first = await read('&limit=4');
  const second = await read(`&limit=4&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items, second.nextCursor]).toEqual([...items, null]);
  expect((await read(`&thingId=${created.body.id}`)).items).toEqual(items.slice(1, 3));

  const stranger = { authorization: `Bearer ${await finehook.makeKey(['stranger'])}` };
  const refused = await finehook.api('GET', `/v1/audit-log?thingId=${id}`, undefined, stranger);
  expect(refused.status).toBe(403);
});
