import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbContactStore } from '../../../functions/adapters/dynamodb-contact-store.ts';
import { DynamoDbNoticeMarks } from '../../../functions/adapters/dynamodb-notice-marks.ts';
import { type Contact, invite } from '../../../functions/domain/contact.ts';
import type { ContactStore } from '../../../functions/domain/contact-store.ts';
import type { NoticeMarks } from '../../../functions/domain/notices/notice-marks.ts';
import { MemoryContactStore } from '../../support/memory-contact-store.ts';
import { MemoryNoticeMarks } from '../../support/memory-notice-marks.ts';
import { storeTables } from './support/store-tables.ts';

const startMs = Date.parse('2026-01-02T00:00:00Z');
const { clock, overDynamoDb } = storeTables(startMs);

interface Implementation<Port> {
  readonly name: string;
  make(): Promise<Port>;
}

const contactStores: readonly Implementation<ContactStore>[] = [
  { name: 'memory', make: async () => new MemoryContactStore() },
  ...overDynamoDb(table => new DynamoDbContactStore(table)),
];

function contact(email: string, more: { companyId?: string; token?: string; atMs?: number } = {}): Contact {
  const { companyId = 'acme', token = 't', atMs = startMs } = more;
  return invite({ companyId, email, token, unsubscribeKey: `key of ${email}`, nowMs: atMs }, undefined);
}

describe.each(contactStores)('ContactStore over $name', ({ make }) => {
  let store: ContactStore;
  beforeEach(async () => {
    store = await make();
  });

  it('finds what was saved, every member, until it is removed', async () => {
    const one: Contact = {
      ...contact('a@acme.example'),
      status: 'confirmed',
      confirmedAt: '2026-01-02T01:00:00.000Z',
    };
    expect(await store.find(one.id)).toBeUndefined();
    expect(await store.save(one, undefined)).toBe(true);
    expect(await store.find(one.id)).toEqual(one);
    await store.remove(one.id);
    await store.remove(one.id);
    expect(await store.find(one.id)).toBeUndefined();
    expect(await store.ofCompany('acme', 10)).toEqual([]);
  });

  it('saves only over what was read', async () => {
    const before = contact('a@acme.example');
    const confirmed: Contact = { ...before, status: 'confirmed', confirmedAt: '2026-01-02T01:00:00.000Z' };
    expect(await store.save(confirmed, before)).toBe(false);
    await store.save(before, undefined);
    expect(await store.save(confirmed, undefined)).toBe(false);
    expect(await store.save(confirmed, contact('a@acme.example', { token: 'other' }))).toBe(false);
    expect(await store.find(before.id)).toEqual(before);
    expect(await store.save(confirmed, before)).toBe(true);
    expect(await store.save(before, before)).toBe(false);
    const unsubscribed: Contact = { ...before, status: 'unsubscribed' };
    expect(await store.save(unsubscribed, confirmed)).toBe(true);
    expect(await store.find(before.id)).toEqual(unsubscribed);
  });

  it('lists those of a company, oldest first, at most so many', async () => {
    const all = ['c', 'a', 'b'].map((name, n) => contact(`${name}@acme.example`, { atMs: startMs + n }));
    for (const one of [...all.toReversed(), contact('a@globex.example', { companyId: 'globex' })]) {
      await store.save(one, undefined);
    }
    expect(await store.ofCompany('acme', 10)).toEqual(all);
    expect(await store.ofCompany('acme', 2)).toEqual(all.slice(0, 2));
    expect(await store.ofCompany('nobody', 10)).toEqual([]);
  });

  it('counts the mails of a company and a day, also those that are counted at once', async () => {
    const admit = () => store.admitMail('acme', '2026-01-02', 3);
    const admitted = await Promise.all([admit(), admit(), admit(), admit(), admit()]);
    expect(admitted.filter(Boolean)).toHaveLength(3);
    expect(await admit()).toBe(false);
    expect(await store.admitMail('acme', '2026-01-03', 3)).toBe(true);
    expect(await store.admitMail('globex', '2026-01-02', 3)).toBe(true);
  });
});

const markStores: readonly Implementation<NoticeMarks>[] = [
  { name: 'memory', make: async () => new MemoryNoticeMarks(() => clock.nowMs) },
  ...overDynamoDb(table => new DynamoDbNoticeMarks(table)),
];

describe.each(markStores)('NoticeMarks over $name', ({ make }) => {
  const key = { webhookId: 'whk_1', version: 9, contactId: 'cnt_1' };
  let marks: NoticeMarks;
  beforeEach(async () => {
    marks = await make();
  });

  it('lets one of many claim a mail', async () => {
    const claims = await Promise.all(Array.from({ length: 5 }, () => marks.claim(key, clock.nowMs + 1000)));
    expect(claims.sort()).toEqual(['busy', 'busy', 'busy', 'busy', 'claimed']);
    expect(await marks.wasSent(key)).toBe(false);
  });

  it('lets another claim it once the time of the first is over', async () => {
    await marks.claim(key, clock.nowMs + 1000);
    clock.nowMs += 999;
    expect(await marks.claim(key, clock.nowMs + 1000)).toBe('busy');
    clock.nowMs += 1;
    expect(await marks.claim(key, clock.nowMs + 1000)).toBe('claimed');
  });

  it('knows what was sent, for good', async () => {
    await marks.claim(key, clock.nowMs + 1000);
    await marks.markSent(key);
    clock.nowMs += 1_000_000;
    expect([await marks.claim(key, clock.nowMs + 1000), await marks.wasSent(key)]).toEqual(['sent', true]);
  });

  it.each([{ webhookId: 'whk_2' }, { version: 10 }, { contactId: 'cnt_2' }])(
    'tells mails apart: %j',
    async other => {
      await marks.markSent(key);
      expect(await marks.claim({ ...key, ...other }, clock.nowMs + 1000)).toBe('claimed');
      expect(await marks.wasSent({ ...key, ...other })).toBe(false);
    },
  );
});
