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
    names: { acme: 'Acme', website: 'Website' },
  },
  createdBy: 'key:key_1',
  createdAt: '2026-01-02T00:00:00.000Z',
  expiresAt: '2026-01-02T00:05:00.000Z',
};
const link: PortalLink = { ...session, id: 'ptl_01kdvdnt000000000000000000', sessionMs: 3_600_000 };

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
    const taken = await Promise.all(Array.from({ length: 5 }, () => portal.takeLink(link.hash)));
    expect(taken.filter(one => one !== undefined)).toEqual([link]);
    expect(await portal.takeLink('cd'.repeat(32))).toBeUndefined();
  });

  it('gives no link that has expired', async () => {
    const { themeColor: _, returnUrl: __, ...access } = link.access;
    const bare = { ...link, access, hash: 'cd'.repeat(32) };
    await portal.addLink(link);
    await portal.addLink(bare);
    clock.nowMs += 299_999;
    expect(await portal.takeLink(bare.hash)).toEqual(bare);
    clock.nowMs += 1;
    expect(await portal.takeLink(link.hash)).toBeUndefined();
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
