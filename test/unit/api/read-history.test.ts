import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../functions/domain/health-change.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { filterOf, given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}/history`;

const entry = (version: number, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  version,
  at: `2026-01-01T00:00:${String(version).padStart(2, '0')}.000Z`,
  change: 'paused',
  from: 'active',
  to: 'paused',
  reason: null,
  by: 'key:key_1',
  holdUntil: null,
  ...more,
});

async function apiWith(...entries: HistoryEntry[]): Promise<MemoryApi> {
  const api = new MemoryApi();
  given(api);
  for (const one of entries) await api.history.add(webhookId, one);
  return api;
}

const created = entry(1, { change: 'created', from: null, to: 'active' });
const gone = entry(2, {
  change: 'disabled',
  to: 'disabled',
  reason: 'gone',
  by: 'delivery:dlv_1',
  holdUntil: '2026-01-04T00:00:00.000Z',
});

describe('listHistory', () => {
  it('shows every member of every entry, newest first', async () => {
    const { status, body } = await (await apiWith(created, gone)).send('GET', path);
    expect([status, body]).toEqual([200, { items: [gone, created], nextCursor: null }]);
  });

  it('pages', async () => {
    const api = await apiWith(...[1, 2, 9, 10, 11].map(version => entry(version)));
    const versions = (body: { items: HistoryEntry[] }) => body.items.map(({ version }) => version);
    const one = await api.send('GET', `${path}?limit=2`);
    const two = await api.send('GET', `${path}?limit=2&cursor=${one.body.nextCursor}`);
    const three = await api.send('GET', `${path}?limit=2&cursor=${two.body.nextCursor}`);
    expect([one, two, three].map(({ body }) => versions(body))).toEqual([[11, 10], [9, 2], [1]]);
    expect(three.body.nextCursor).toBeNull();
  });

  it('tells of a deleted webhook, too', async () => {
    const api = await apiWith(created);
    given(api, { deletedAt: '2026-01-01T00:01:00.000Z' });
    expect((await api.send('GET', path)).body.items).toEqual([created]);
  });

  it('404 unless the key holds every company of the webhook', async () => {
    const api = await apiWith(created);
    given(api, { filter: filterOf('acme', 'globex') });
    const statusFor = async (...companies: string[]) =>
      (await api.send('GET', path, undefined, { authorization: `Bearer ${api.key(companies)}` })).status;
    expect([await statusFor('acme'), await statusFor('acme', 'globex')]).toEqual([404, 200]);
  });

  it.each(['MDE', 'MQ==', 'LTE', 'd2hr', '', 'MTIzNDU2Nzg5MDEyMw'])('400: cursor %s', async cursor => {
    const { status, body } = await (await apiWith(created)).send('GET', `${path}?cursor=${cursor}`);
    expect([status, body.errors]).toEqual([
      400,
      [
        {
          pointer: '?cursor',
          code: 'bad-cursor',
          detail: 'Must be a "nextCursor" of this list, as it was given.',
        },
      ],
    ]);
  });
});
