import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbPortalStore } from '../../../functions/adapters/dynamodb-portal-store.ts';
import type { PortalLink, PortalSession } from '../../../functions/domain/portal.ts';
import type { PortalStore } from '../../../functions/domain/portal-ports.ts';
import { MemoryPortalStore } from '../../support/memory-portal-store.ts';
import { storeTables } from './support/store-tables.ts';

const { clock, overDynamoDb } = storeTables(Date.parse('2026-01-02T00:00:00Z'));

const session: PortalSession = {
  id: 'ses_01kdvdnt000000000000000000',
  hash: 'ab'.repeat(32),
  access: {
    companies: ['acme'],
    role: 'manager',
    revealsSecrets: false,
    user: { id: 'u1', name: 'Ada' },
    language: 'ru',
    themeColor: '#0055ff',
    returnUrl: 'https://app.example.com/settings',
    project: { companyId: 'acme', projectId: 'website' },
    names: { acme: 'Acme', website: 'Website' },
  },
  createdBy: 'key:key_1',
  createdAt: '2026-01-02T00:00:00.000Z',
  expiresAt: '2026-01-02T00:05:00.000Z',
};
const link: PortalLink = { ...session, id: 'ptl_01kdvdnt000000000000000000', sessionMs: 3_600_000 };
const taking = { sessionHash: 'ef'.repeat(32) };

describe.each([
  { name: 'memory', make: async (): Promise<PortalStore> => new MemoryPortalStore(() => clock.nowMs) },
  ...overDynamoDb((table): PortalStore => new DynamoDbPortalStore(table)),
])('PortalStore over $name', ({ make }) => {
  let portal: PortalStore;
  beforeEach(async () => {
    portal = await make();
  });

  it('gives a link once, whoever asks, every member', async () => {
    await portal.addLink(link);
    const taken = await Promise.all(Array.from({ length: 5 }, () => portal.takeLink(link.hash, taking)));
    expect(taken.filter(one => one !== undefined)).toEqual([{ link }]);
    expect(await portal.takeLink('cd'.repeat(32), taking)).toBeUndefined();
  });

  it('gives a link again to who took it, for a minute from the first time, and to nobody else', async () => {
    await portal.addLink(link);
    const take = (by: string | undefined, session: string) =>
      portal.takeLink(link.hash, { sessionHash: session, ...(by === undefined ? {} : { by }) });
    expect(await take('ada', 's1')).toEqual({ link });
    expect(await take('eve', 's2')).toBeUndefined();
    expect(await take(undefined, 's3')).toBeUndefined();
    expect(await take('ada', 's4')).toEqual({ link, before: 's1' });
    clock.nowMs += 59_999;
    expect(await take('ada', 's5')).toEqual({ link, before: 's4' });
    clock.nowMs += 1;
    expect(await take('ada', 's6')).toBeUndefined();
  });

  it('gives a link again to nobody who took it without a name, nor after it has expired', async () => {
    await portal.addLink(link);
    expect(await portal.takeLink(link.hash, taking)).toEqual({ link });
    expect(await portal.takeLink(link.hash, { ...taking, by: 'ada' })).toBeUndefined();
    const other = { ...link, hash: 'cd'.repeat(32) };
    await portal.addLink(other);
    clock.nowMs += 290_000;
    expect(await portal.takeLink(other.hash, { ...taking, by: 'ada' })).toEqual({ link: other });
    clock.nowMs += 10_000;
    expect(await portal.takeLink(other.hash, { ...taking, by: 'ada' })).toBeUndefined();
  });

  it('gives no link that has expired', async () => {
    const { themeColor: _, returnUrl: __, project: ___, ...access } = link.access;
    const bare = { ...link, access, hash: 'cd'.repeat(32) };
    await portal.addLink(link);
    await portal.addLink(bare);
    clock.nowMs += 299_999;
    expect(await portal.takeLink(bare.hash, taking)).toEqual({ link: bare });
    clock.nowMs += 1;
    expect(await portal.takeLink(link.hash, taking)).toBeUndefined();
  });

  it('finds a session until it has expired or was ended', async () => {
    await portal.addSession(session);
    await portal.addSession({ ...session, hash: 'cd'.repeat(32) });
    expect(await portal.findSession(session.hash)).toEqual(session);
    await portal.endSession(session.hash);
    expect(await portal.findSession(session.hash)).toBeUndefined();
    clock.nowMs += 300_000;
    expect(await portal.findSession('cd'.repeat(32))).toBeUndefined();
  });
});
