import { describe, expect, it } from 'vitest';
import { beginsResend, isParkedAndDue } from '../../../functions/domain/delivery.ts';
import { inNextRun, refusalOf, underNewId } from '../../../functions/domain/resend.ts';
import type { Health, Webhook } from '../../../functions/domain/webhook.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { failedAttempts, record } from '../delivery-worker/worker-world.ts';

const now = '2026-03-01T12:00:00.750Z';
const inAMinute = '2026-03-01T12:01:00.750Z';
const releasingSince = now;
const failed = record('e1', { status: 'failed', ...failedAttempts(5) });

describe('refusalOf', () => {
  const cases: [
    string,
    Partial<Webhook>,
    Partial<Health>,
    Parameters<typeof record>[1],
    string | undefined,
  ][] = [
    ['a failed one', {}, {}, { status: 'failed' }, undefined],
    ['a delivered one', {}, {}, { status: 'delivered' }, undefined],
    ['one that a release left over', {}, {}, { status: 'held' }, undefined],
    ['a failed one of a failing webhook', {}, { status: 'failing' }, { status: 'failed' }, undefined],
    ['a failed one during a release', {}, { releasingSince }, { status: 'failed' }, undefined],
    ['one that is on its way', {}, { status: 'paused' }, { status: 'pending' }, 'on-its-way'],
    ['of a paused webhook', {}, { status: 'paused' }, { status: 'failed' }, 'webhook-paused'],
    ['held, of a paused webhook', {}, { status: 'paused' }, { status: 'held' }, 'webhook-paused'],
    ['of a disabled webhook', {}, { status: 'disabled' }, { status: 'delivered' }, 'webhook-disabled'],
    ['of a deleted webhook', { deletedAt: now }, {}, { status: 'failed' }, 'webhook-deleted'],
    ['held, of a failing webhook', {}, { status: 'failing' }, { status: 'held' }, 'held'],
    [
      'held, of a failing webhook during its release',
      {},
      { status: 'failing', releasingSince },
      { status: 'held' },
      'released',
    ],
    ['held, during a release', {}, { releasingSince }, { status: 'held' }, 'released'],
    ['of another company', {}, {}, { status: 'failed', companyId: 'globex' }, 'not-meant'],
    ['of another project', {}, {}, { status: 'failed', projectId: 'app' }, 'not-meant'],
  ];

  it.each(cases)('%s', (_, webhook, health, members, expected) => {
    const state = webhookState(webhook, health);
    expect(refusalOf(state, { delivery: record('e1', members), eventText: '{}' })).toBe(expected);
  });

  it('one whose event was not kept', () => {
    expect(refusalOf(webhookState(), { delivery: failed, eventText: undefined })).toBe('event-gone');
  });
});

describe('inNextRun', () => {
  const next = inNextRun({ ...failed, nextAttemptAt: '2026-02-01T00:00:00.000Z' }, now);

  it('is the same delivery with its attempts, in a run without any, due in a minute', () => {
    const { attempts } = failed;
    expect(next).toEqual(
      record('e1', { attempts, run: 2, attemptsInRun: 0, parked: true, nextAttemptAt: inAMinute }),
    );
  });

  it('is due, and begins a resend until it is attempted', () => {
    expect(isParkedAndDue(next, inAMinute)).toBe(true);
    expect(isParkedAndDue(next, '2026-03-01T12:01:00.749Z')).toBe(false);
    expect(isParkedAndDue({ ...next, parked: false }, inAMinute)).toBe(false);
    expect(isParkedAndDue({ ...next, status: 'held' }, inAMinute)).toBe(false);
    expect([next, { ...next, attemptsInRun: 1 }, record('e1'), undefined].map(beginsResend)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('underNewId', () => {
  it('is a delivery of its own, which says of which one it is', () => {
    const next = underNewId({ ...failed, run: 4 }, 'dlv_new', now);
    expect(next).toEqual({
      ...record('e1'),
      id: 'dlv_new',
      createdAt: '2026-03-01T12:00:00.000Z',
      parked: true,
      nextAttemptAt: inAMinute,
      resendOf: failed.id,
    });
    expect(beginsResend(next)).toBe(true);
  });
});
