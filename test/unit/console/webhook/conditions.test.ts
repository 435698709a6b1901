import { describe, expect, it } from 'vitest';
import type { HealthDetails, WebhookDetails } from '../../../../client/api/client.ts';
import { conditionsOf } from '../../../../console/src/webhook/conditions.ts';
import { webhookDetails } from './webhook-details.ts';

const now = '2026-01-09T14:05:00.000Z';

function conditions(changed: Partial<WebhookDetails>, health: Partial<HealthDetails> = {}) {
  const webhook = { ...webhookDetails, ...changed, health: { ...webhookDetails.health, ...health } };
  return conditionsOf(webhook, Date.parse(now));
}

describe('conditions of a webhook', () => {
  it('are none when it works', () => {
    expect(conditions({})).toEqual([]);
  });

  it('begin with a company that has withdrawn its permission', () => {
    expect(conditions({ noAccessTo: ['globex'], slowSince: now })).toEqual([
      { kind: 'noAccess', tone: 'bad', companies: ['globex'] },
      { kind: 'slow', tone: 'warn' },
    ]);
  });

  it('tell failing from releasing', () => {
    expect(conditions({ status: 'failing' })).toEqual([{ kind: 'failing', tone: 'bad' }]);
    expect(conditions({ status: 'failing' }, { releasingSince: now })).toEqual([
      { kind: 'releasing', tone: 'good' },
    ]);
  });

  it('tell of a release of a working webhook only while something is on hold', () => {
    expect(conditions({}, { releasingSince: now })).toEqual([]);
    expect(conditions({}, { releasingSince: now, heldCount: 3 })).toEqual([
      { kind: 'releasing', tone: 'good' },
    ]);
  });

  it('tell whether events of a stopped webhook are still kept, and whether it is checked', () => {
    const stopped = { status: 'disabled', statusReason: 'failures' } as const;
    const kind = { kind: 'stopped', tone: 'bad' } as const;
    const later = '2026-01-09T14:05:00.001Z';
    expect(conditions(stopped, { holdUntil: later })).toEqual([{ ...kind, isHeld: true, isChecked: true }]);
    expect(conditions({ ...stopped, options: { autoRecover: false } }, { holdUntil: later })).toEqual([
      { ...kind, isHeld: true, isChecked: false },
    ]);
    expect(conditions(stopped, { holdUntil: now })).toEqual([{ ...kind, isHeld: false, isChecked: false }]);
  });

  it.each([
    [
      { status: 'disabled', statusReason: 'gone' },
      { kind: 'gone', tone: 'bad' },
    ],
    [{ status: 'paused' }, { kind: 'paused', tone: 'plain' }],
    [{ rule: 'pending' }, { kind: 'pending', tone: 'plain' }],
  ] as const)('of %j are %j', (changed, condition) => {
    expect(conditions(changed)).toEqual([condition]);
  });

  it.each([
    ['2026-01-23T14:05:00.001Z', undefined],
    ['2026-01-23T14:05:00.000Z', 'certificateExpires'],
    ['2026-01-09T14:05:00.000Z', 'certificateExpired'],
  ])('of a certificate that expires at %s are %s', (certificateExpiresAt, kind) => {
    expect(conditions({}, { certificateExpiresAt })[0]?.kind).toBe(kind);
  });
});
