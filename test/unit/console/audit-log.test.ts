import { describe, expect, it } from 'vitest';
import {
  auditQuery,
  noAuditFilter,
  readAuditFilter,
  withAuditFilter,
} from '../../../console/src/audit-log/audit-filter.ts';
import { differences, listChange } from '../../../console/src/audit-log/difference.ts';
import { memberName, memberWords } from '../../../console/src/audit-log/member-words.ts';
import { operationWords } from '../../../console/src/audit-log/operation-words.ts';
import { defaultNouns } from '../../../console/src/language/nouns.ts';
import { operations } from '../../../functions/api/operations.ts';
import { changeKinds } from '../../../functions/domain/health-change.ts';

/** What changes nothing that stays, or is no setting, is not in the log: see `test/unit/api/audit-log.test.ts`. */
const notAudited = [
  'testWebhook',
  'checkUrl',
  'previewFilter',
  'createSession',
  'deleteSession',
  'publishEvents',
  'changeDirectory',
];
const audited = [
  ...operations.filter(({ id, method }) => method !== 'GET' && !notAudited.includes(id)).map(({ id }) => id),
  'revealSecrets',
  ...changeKinds.map(kind => `webhook.${kind}`),
];

const members = memberWords(defaultNouns);

describe('the words of the audit log', () => {
  it.each(audited)('say what %s is, in both languages', id => {
    expect(operationWords.en[id]).toMatch(/^[A-Z]/);
    expect(operationWords.ru[id]).toMatch(/^[А-Я]/);
  });

  it('speak of nothing else', () => {
    expect(Object.keys(operationWords.en).sort()).toEqual([...audited].sort());
  });

  it('call members the same way in both languages', () => {
    expect(Object.keys(members.ru)).toEqual(Object.keys(members.en));
  });

  it.each([
    [['filter', 'anyOf', '0', 'eventTypes'], 'Events'],
    [['title', 'ru'], 'title.ru'],
    [['types', '0'], 'types.0'],
    [['constructor'], 'constructor'],
  ])('%j is called %s', (path, name) => {
    expect(memberName(path, members.en)).toBe(name);
  });
});

describe('a filter of the audit log', () => {
  const filter = { who: 'key_1', operation: 'createKey', from: '2026-01-09', to: '2026-01-10' };

  it('stands in the address, beside the rest', () => {
    const address = withAuditFilter(new URLSearchParams('company=acme&operation=x'), filter);
    expect(address.get('company')).toBe('acme');
    expect(readAuditFilter(address)).toEqual(filter);
    expect(String(withAuditFilter(address, noAuditFilter))).toBe('company=acme');
  });

  it('asks for whole days where whoever looks is', () => {
    expect(auditQuery(filter, 'acme')).toEqual({
      companyId: 'acme',
      actorId: 'key_1',
      operation: 'createKey',
      from: new Date(2026, 0, 9).toISOString(),
      to: new Date(2026, 0, 11).toISOString(),
    });
  });

  it('asks for no more than it says', () => {
    expect(auditQuery({ ...noAuditFilter, from: 'yesterday' }, undefined)).toEqual({});
  });
});

describe('what differs', () => {
  it('is told as deep as it can be', () => {
    const before = {
      name: 'A',
      filter: { anyOf: [{ eventTypes: ['X'], companies: [{ companyId: 'acme' }] }] },
    };
    const after = {
      name: 'B',
      filter: { anyOf: [{ eventTypes: ['X', 'Y'], companies: [{ companyId: 'acme' }] }] },
    };
    expect(differences(before, after)).toEqual([
      { path: ['name'], before: 'A', after: 'B' },
      { path: ['filter', 'anyOf', '0', 'eventTypes'], before: ['X'], after: ['X', 'Y'] },
    ]);
  });

  it('has one side only of what is new or gone, and no side of nothing', () => {
    expect(differences(null, { name: 'A', template: null, options: { rate: 5 } })).toEqual([
      { path: ['name'], after: 'A' },
      { path: ['options', 'rate'], after: 5 },
    ]);
    expect(differences({ status: 'paused' }, null)).toEqual([{ path: ['status'], before: 'paused' }]);
  });

  it('is the whole value where the kind of it changes', () => {
    expect(differences({ projectIds: '*' }, { projectIds: ['a'] })).toEqual([
      { path: ['projectIds'], before: '*', after: ['a'] },
    ]);
    expect(differences({ role: 'admin' }, { role: { a: 1 } })).toEqual([
      { path: ['role'], before: 'admin', after: { a: 1 } },
    ]);
  });

  it('is for lists what went and what came', () => {
    expect(listChange(['a', 'b'], ['b', 'c'])).toEqual({ gone: ['a'], added: ['c'] });
    expect(listChange(undefined, ['b'])).toBeUndefined();
  });
});
