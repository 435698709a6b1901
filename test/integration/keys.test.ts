import { expect, inject, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

it('createKey, listKeys, getKey, rotateKey, deleteKey: a key lives and ends', async () => {
  const company = uniqueName('keys');
  const made = await finehook.api('POST', '/v1/keys', { name: 'CI', companies: [company], role: 'admin' });
  expect(made.status).toBe(201);
  const { key, ...view } = made.body;
  const as = (text: string) => ({ authorization: `Bearer ${text}` });
  const ask = (method: string, path: string, body?: unknown, text = key) =>
    finehook.api(method, path, body, as(text));

  // The list may lag behind for a moment.
  const listed = await until(
    () => ask('GET', '/v1/keys'),
    ({ body }) => body.items?.length === 1,
    'the key in the list',
  );
  expect(listed.body.items[0]).toMatchObject({ ...view, lastUsedAt: expect.any(String) });
  const read = await ask('GET', `/v1/keys/${view.id}`);
  expect(read.body).toEqual({ ...view, lastUsedAt: expect.stringMatching(/Z$/) });

  const rotated = await ask('POST', `/v1/keys/${view.id}/rotations`, { overlapHours: 1 });
  expect(rotated.status).toBe(201);
  const other = rotated.body.key;
  const old = (await ask('GET', `/v1/keys/${view.id}`, undefined, other)).body;
  const lasts = Date.parse(old.expiresAt) - Date.parse(rotated.body.createdAt);
  expect(lasts).toBe(3_600_000);

  expect((await ask('DELETE', `/v1/keys/${view.id}`, undefined, other)).status).toBe(204);
  await until(
    () => ask('GET', '/v1/webhooks'),
    ({ status }) => status === 401,
    'the revoked key to be refused',
    7_000,
  );
  expect((await ask('GET', '/v1/webhooks', undefined, other)).status).toBe(200);
});
