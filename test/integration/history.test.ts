import { expect, inject, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

interface Entry {
  readonly version: number;
  readonly at: string;
  readonly change: string;
}

it('listHistory: what has happened to a webhook, newest first, page by page, also after its end', async () => {
  const name = uniqueName('history');
  const { id, createdAt } = await finehook.webhookTo(name);
  const path = `/v1/webhooks/${id}`;
  await finehook.api('POST', `${path}/pause`);
  await finehook.api('POST', `${path}/enable`);
  expect((await finehook.api('DELETE', path)).status).toBe(204);

  const read = async (query = ''): Promise<{ items: Entry[]; nextCursor: string | null }> =>
    (await finehook.api('GET', `${path}/history${query}`)).body;
  const { items } = await until(
    () => read(),
    body => body.items.length >= 4,
    'four entries',
  );
  const by = expect.stringMatching(/^key:key_/);
  const entry = { at: expect.stringMatching(/Z$/), reason: null, by, holdUntil: null };
  expect(items).toEqual([
    { ...entry, version: 4, change: 'deleted', from: 'active', to: 'active' },
    { ...entry, version: 3, change: 'enabled', from: 'paused', to: 'active' },
    { ...entry, version: 2, change: 'paused', from: 'active', to: 'paused' },
    { ...entry, version: 1, change: 'created', from: null, to: 'active', at: createdAt },
  ]);

  const first = await read('?limit=3');
  expect(first.items).toEqual(items.slice(0, 3));
  expect(await read(`?limit=3&cursor=${first.nextCursor}`)).toEqual({
    items: items.slice(3),
    nextCursor: null,
  });
  const stranger = { authorization: `Bearer ${await finehook.makeKey(['stranger'])}` };
  expect((await finehook.api('GET', `${path}/history`, undefined, stranger)).status).toBe(404);
});
