import { expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';
import { filterOf } from './memory-fixtures.ts';

const create = (api: MemoryApi, companyId: string) =>
  api.send('POST', '/v1/webhooks', { name: 'n', url: 'https://example.com/', filter: filterOf(companyId) });

it('createWebhook: a company owns three webhooks at most, until it deletes one', async () => {
  const api = new MemoryApi();
  const made = [await create(api, 'acme'), await create(api, 'acme'), await create(api, 'acme')];
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
  const { status, body } = await create(api, 'acme');
  expect([status, body.type, body.detail]).toEqual([
    409,
    'https://finehook.dev/problems/too-many-webhooks',
    'acme has 3 webhooks; at most so many are possible. Delete one, or let one webhook listen to more.',
  ]);
  expect([api.webhooks.states.size, api.vault.sealed]).toEqual([3, 3]);
  expect((await create(api, 'globex')).status).toBe(201);
  await api.send('DELETE', `/v1/webhooks/${made[0]?.body.id}`);
  expect((await create(api, 'acme')).status).toBe(201);
});

it('updateWebhook: no webhook is handed to a company that has enough', async () => {
  const api = new MemoryApi();
  for (const _ of [1, 2, 3]) await create(api, 'acme');
  const { body } = await create(api, 'globex');
  const patch = (companyId: string) =>
    api.send('PATCH', `/v1/webhooks/${body.id}`, { filter: filterOf(companyId) });
  expect((await patch('acme')).status).toBe(409);
  expect(api.webhooks.states.get(body.id)?.webhook.ownerCompanyId).toBe('globex');
  expect((await patch('initech')).status).toBe(200);
});
