import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbAuditLog } from '../../../functions/adapters/dynamodb-audit-log.ts';
import { type AuditEntry, auditId } from '../../../functions/domain/audit/audit-entry.ts';
import type { AuditFilter, AuditLog, AuditSearch } from '../../../functions/domain/audit/audit-log.ts';
import { MemoryAuditLog } from '../../support/memory-audit-log.ts';
import { storeTables } from './support/store-tables.ts';

const dayMs = 86_400_000;
const startMs = Date.parse('2026-01-02T00:00:00Z');
const { clock, overDynamoDb } = storeTables(startMs);
const auditLogs = overDynamoDb((table): AuditLog => new DynamoDbAuditLog(table));

const at = (second: number) => new Date(startMs + second * 1000).toISOString();

function entry(second: number, more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: auditId(startMs + second * 1000, `request-${second}`),
    at: at(second),
    requestId: `request-${second}`,
    operation: 'updateWebhook',
    actor: { kind: 'key', id: 'key_1', name: 'Schlüssel' },
    thing: { kind: 'webhook', id: 'whk_1' },
    companies: ['acme'],
    before: { name: 'ä', filter: { anyOf: [] } },
    after: { name: null },
    outcome: 'begun',
    ...more,
  };
}

describe.each([{ name: 'memory', make: async (): Promise<AuditLog> => new MemoryAuditLog() }, ...auditLogs])(
  'AuditLog over $name',
  ({ make }) => {
    let auditLog: AuditLog;
    beforeEach(async () => {
      auditLog = await make();
    });

    const put = async (...entries: AuditEntry[]) => {
      for (const one of entries) await auditLog.put(one);
      return entries;
    };
    const all = async (filter: AuditFilter, limit = 2): Promise<AuditEntry[]> => {
      const found: AuditEntry[] = [];
      let search: AuditSearch = { filter, limit };
      for (;;) {
        const { entries, next } = await auditLog.search(search);
        found.push(...entries);
        if (next === undefined) return found;
        search = { ...search, before: next };
      }
    };

    it('keeps every member, and the newest writing of an entry', async () => {
      const service = { kind: 'service', id: 'health-check', name: null } as const;
      const [begun, other] = await put(
        entry(1),
        entry(2, { actor: service, requestId: null, before: null, after: null }),
      );
      expect(await all({})).toEqual([other, begun]);
      const done = entry(1, { outcome: 'done' });
      await put(done);
      expect(await all({})).toEqual([other, done]);
      expect(await all({ companyId: 'acme' })).toEqual([other, done]);
    });

    it('finds by company, thing, actor, operation and time, newest first, page by page', async () => {
      const [one, two, three, four] = await put(
        entry(1),
        entry(2, { companies: ['acme', 'globex', 'acme'] }),
        entry(3, { thing: { kind: 'contact', id: 'cnt_1' }, operation: 'createContact' }),
        entry(4, { actor: { kind: 'key', id: 'key_2', name: 'k' }, companies: [] }),
      );
      expect(await all({})).toEqual([four, three, two, one]);
      expect(await all({ companyId: 'acme' })).toEqual([three, two, one]);
      expect(await all({ companyId: 'globex' })).toEqual([two]);
      expect(await all({ companyId: 'initech' })).toEqual([]);
      expect(await all({ thingId: 'whk_1' })).toEqual([four, two, one]);
      expect(await all({ actorId: 'key_1' })).toEqual([three, two, one]);
      expect(await all({ actorId: 'key_1', thingId: 'cnt_1' })).toEqual([three]);
      expect(await all({ operation: 'createContact' })).toEqual([three]);
      expect(await all({ from: at(2), to: at(4) })).toEqual([three, two]);
      expect(await all({ thingId: 'whk_1', companyId: 'acme', from: at(2) })).toEqual([two]);
    });

    it('takes an entry of many companies', async () => {
      const companies = Array.from({ length: 60 }, (_, n) => `company-${n}`);
      const [one] = await put(entry(1, { companies }));
      expect(await all({ companyId: 'company-0' })).toEqual([one]);
      expect(await all({ companyId: 'company-59' })).toEqual([one]);
    });
  },
);

describe.each(auditLogs)('$name', ({ make }) => {
  it('forgets an entry after 400 days, also while DynamoDB still has it', async () => {
    const auditLog = await make();
    await auditLog.put(entry(0));
    clock.nowMs = startMs + 400 * dayMs - 1;
    expect((await auditLog.search({ filter: {}, limit: 2 })).entries).toEqual([entry(0)]);
    clock.nowMs = startMs + 400 * dayMs;
    expect((await auditLog.search({ filter: {}, limit: 2 })).entries).toEqual([]);
  });
});
