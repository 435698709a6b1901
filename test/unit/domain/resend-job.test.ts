import { describe, expect, it } from 'vitest';
import { beginFailing } from '../../../functions/domain/health.ts';
import {
  cancel,
  fail,
  newResend,
  nextStep,
  pacedSince,
  type ResendJob,
  resendPerSecond,
  settle,
  turnPage,
  wait,
} from '../../../functions/domain/resend-job.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { webhookState } from '../../support/webhook-state.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1) + seconds * 1000).toISOString();
const given = {
  id: 'rsd_01kjkz0000000000000000000a',
  webhookId: 'whk_01kdvdnt000000000000000000',
  from: at(-1000),
  to: at(-10),
  createdBy: 'key:key_1',
} as const;
const job = newResend({ ...given, statuses: ['held', 'failed', 'held'] }, at(0));
const underWay: ResendJob = {
  ...job,
  page: ['a', 'b'],
  after: 'b',
  sent: 3,
  skipped: 1,
  total: 6,
  revision: 5,
};
const active = webhookState();

describe('newResend', () => {
  it('is running, with nothing done, each state once', () => {
    expect(job).toEqual({
      ...given,
      status: 'running',
      statuses: ['failed', 'held'],
      createdAt: at(0),
      updatedAt: at(0),
      sent: 0,
      skipped: 0,
      page: [],
      revision: 1,
    });
  });
});

describe('nextStep', () => {
  const failing = webhookState(
    {},
    beginFailing(active.health, healthPolicy, { now: at(0), by: 'health-check' }),
  );
  const releasing = webhookState({}, { releasingSince: at(0) });
  const failedOnly = { ...job, statuses: ['failed'] as const };

  it.each([
    ['goes on', job, active, { kind: 'go-on', state: active }],
    [
      'goes on during a release, with failed ones only',
      failedOnly,
      releasing,
      { kind: 'go-on', state: releasing },
    ],
    ['waits for a release that takes held ones', job, releasing, { kind: 'wait' }],
    ['waits while it is failing', failedOnly, failing, { kind: 'wait' }],
    ['waits while it is paused', job, webhookState({}, { status: 'paused' }), { kind: 'wait' }],
    ['waits while it is disabled', job, webhookState({}, { status: 'disabled' }), { kind: 'wait' }],
    ['fails when it was deleted', job, webhookState({ deletedAt: at(0) }), { kind: 'fail' }],
    ['fails when it is gone', job, undefined, { kind: 'fail' }],
    ['is over when cancelled', { ...job, status: 'cancelled' as const }, active, { kind: 'over' }],
    [
      'settles what was under way',
      { ...underWay, status: 'cancelled' as const },
      undefined,
      { kind: 'settle' },
    ],
  ])('%s', (_, one, state, expected) => {
    expect(nextStep(one, state)).toEqual(expected);
  });
});

describe('turnPage', () => {
  it('adds up, and writes down the next page', () => {
    const turned = turnPage(underWay, { sent: 1, skipped: 1 }, { page: ['c', 'd'], total: 6 }, at(9));
    expect(turned).toEqual({
      ...underWay,
      sent: 4,
      skipped: 2,
      page: ['c', 'd'],
      after: 'd',
      pacedSince: at(9),
      updatedAt: at(9),
      revision: 6,
    });
    const again = turnPage(turned, { sent: 2, skipped: 0 }, { page: ['e'], total: 6 }, at(10));
    expect([again.pacedSince, again.sent, again.after]).toEqual([at(9), 6, 'e']);
  });

  it('ends when there is no next page', () => {
    const ended = turnPage(underWay, { sent: 2, skipped: 0 }, { page: [], total: undefined }, at(9));
    expect(ended).toEqual({
      ...underWay,
      status: 'completed',
      sent: 5,
      page: [],
      pacedSince: at(9),
      updatedAt: at(9),
      finishedAt: at(9),
      revision: 6,
    });
  });

  it('ends a wait, and begins slowly again', () => {
    const waiting = wait({ ...underWay, pacedSince: at(1) }, at(5));
    expect(waiting).toEqual({ ...underWay, waitingSince: at(5), updatedAt: at(5), revision: 6 });
    const turned = turnPage(waiting, { sent: 2, skipped: 0 }, { page: ['c'], total: 6 }, at(9));
    expect([turned.waitingSince, turned.pacedSince]).toEqual([undefined, at(9)]);
  });
});

describe('an end', () => {
  it('by a person leaves the page, of which what was begun is counted later', () => {
    const cancelled = cancel(wait(underWay, at(5)), at(9));
    expect(cancelled).toEqual({
      ...underWay,
      status: 'cancelled',
      updatedAt: at(9),
      finishedAt: at(9),
      revision: 7,
    });
    expect(settle(cancelled, { sent: 1, skipped: 0 }, at(10))).toEqual({
      ...cancelled,
      sent: 4,
      page: [],
      updatedAt: at(10),
      revision: 8,
    });
  });

  it('because the webhook was deleted', () => {
    expect(fail(wait(underWay, at(5)), { sent: 2, skipped: 0 }, at(9))).toEqual({
      ...underWay,
      status: 'failed',
      sent: 5,
      page: [],
      updatedAt: at(9),
      finishedAt: at(9),
      revision: 7,
    });
  });
});

describe('the pace', () => {
  it('is one in the first second, then doubles, up to a hundred', () => {
    const since = pacedSince(job, at(0));
    expect(since).toBe(at(0));
    const perSecond = [0, 1, 2, 6, 7, 1000].map(second => resendPerSecond(since, Date.parse(at(second))));
    expect(perSecond).toEqual([1, 2, 4, 64, 100, 100]);
  });
});
