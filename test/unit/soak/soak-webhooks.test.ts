import { describe, expect, it } from 'vitest';
import { matches } from '../../../event-pattern/match.ts';
import { parseEvent } from '../../../event-pattern/parse-event.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';
import { compileFilter } from '../../../functions/domain/compile-filter.ts';
import { receiverKindNames } from '../../soak/receiver-kinds.ts';
import { bodyOf, detailOf, indexIn, type SoakEvent, soakEvent } from '../../soak/soak-events.ts';
import { filterOf, kindsOf, soakWebhooks, wants } from '../../soak/soak-webhooks.ts';

const event: SoakEvent = {
  index: 7,
  type: 'TODO_MOVED',
  companyId: 'acme',
  projectId: 'web',
  actorId: 'user-1',
  position: 250,
  title: 'urgent thing',
  assignee: undefined,
  occurredAt: '2026-01-01T00:00:07.000Z',
};

describe('wants', () => {
  const webhook = (clause: object) => ({
    index: 0,
    kind: 'healthy' as const,
    clauses: [
      {
        types: undefined,
        companies: [{ companyId: 'acme', projects: undefined }],
        condition: undefined,
        ...clause,
      },
    ],
  });

  it.each([
    [{}, true],
    [{ types: ['TODO_MOVED'] }, true],
    [{ types: ['TODO_CREATED'] }, false],
    [{ companies: [{ companyId: 'globex', projects: undefined }] }, false],
    [{ companies: [{ companyId: 'acme', projects: ['app', 'web'] }] }, true],
    [{ companies: [{ companyId: 'acme', projects: ['app'] }] }, false],
    [{ condition: { pattern: {}, holds: () => true } }, true],
    [{ condition: { pattern: {}, holds: () => false } }, false],
  ])('%j: %s', (clause, expected) => {
    expect(wants(webhook(clause), event)).toBe(expected);
  });

  it('says of every event what EventBridge says of the filter', () => {
    const webhooks = soakWebhooks('agreement', 40);
    const patterns = webhooks.map(it => parsePattern(compileFilter(filterOf(it)).pattern));
    let wanted = 0;
    for (let index = 0; index < 300; index++) {
      const of = soakEvent('agreement', index);
      const parsed = parseEvent(`{"detail-type":"${of.type}","detail":${detailOf(of)}}`);
      for (const [i, webhook] of webhooks.entries()) {
        const pattern = patterns[i];
        if (pattern === undefined) throw new Error('no pattern');
        expect([i, index, wants(webhook, of)]).toEqual([i, index, matches(pattern, parsed)]);
        wanted += wants(webhook, of) ? 1 : 0;
      }
    }
    expect(wanted).toBeGreaterThan(300);
    expect(wanted).toBeLessThan(3_000);
  });
});

describe('soakWebhooks', () => {
  it('are the same for the same seed, others for another', () => {
    const filters = (seed: string) => soakWebhooks(seed, 10).map(filterOf);
    expect(filters('a')).toEqual(filters('a'));
    expect(filters('a')).not.toEqual(filters('b'));
  });

  it('has each kind of receiver at least once, and mostly healthy ones', () => {
    const count = (kinds: readonly string[], kind: string) => kinds.filter(it => it === kind).length;
    const forty = kindsOf(40, receiverKindNames);
    expect(forty).toHaveLength(40);
    expect(new Set(forty)).toEqual(new Set(receiverKindNames));
    expect([count(forty, 'healthy'), count(forty, 'slow'), count(forty, 'failing')]).toEqual([26, 4, 1]);
    expect(new Set(kindsOf(10, receiverKindNames))).toEqual(new Set(receiverKindNames));
    expect(kindsOf(3, ['healthy', 'gone'])).toEqual(['healthy', 'healthy', 'gone']);
  });
});

describe('soakEvent', () => {
  it('is the same for the same seed and number, and finds its way back from its body', () => {
    expect(soakEvent('a', 7)).toEqual(soakEvent('a', 7));
    expect(soakEvent('a', 7)).not.toEqual(soakEvent('b', 7));
    expect(indexIn(bodyOf(event))).toBe(7);
    expect(indexIn('{"type":"WEBHOOK_HEALTH_CHECK","data":{}}')).toBeUndefined();
  });

  it('has a body of exactly these bytes', () => {
    expect(bodyOf(event)).toBe(
      '{"type":"TODO_MOVED","timestamp":"2026-01-01T00:00:07.000Z","data":{"companyId":"acme","projectId":"web","recordId":"e7","actorId":"user-1","occurredAt":"2026-01-01T00:00:07.000Z","exact":1.50, "previousValue":null,"currentValue":{"id":"e7","position":250,"title":"urgent thing"}}}',
    );
  });
});
