import { describe, expect, it } from 'vitest';
import {
  beginFailing,
  disable,
  enable,
  endHeld,
  endHoldPeriod,
  newHealth,
  noteBackOff,
  noteFailedCheck,
  noteFailure,
  noteSuccess,
  pause,
  recover,
  released,
  startRelease,
  stopRelease,
} from '../../../functions/domain/health.ts';
import { policyOf } from '../../../functions/domain/health-policy.ts';
import { type ChangedBy, type Health, wantsEvents } from '../../../functions/domain/webhook.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { webhookState } from '../../support/webhook-state.ts';

const t0 = '2026-01-01T00:00:00.000Z';
const t1 = '2026-01-01T00:01:00.000Z';
const by: ChangedBy = 'key:key_1';
const at = (now: string, whom: ChangedBy = by) => ({ now, by: whom });
const fresh = newHealth(at(t0));
const failing = beginFailing(fresh, healthPolicy, at(t1, 'delivery:dlv_1'));

describe('health', () => {
  it('begins active', () => {
    expect(fresh).toEqual({
      status: 'active',
      statusReason: null,
      whilePaused: 'hold',
      version: 1,
      revision: 1,
      changedAt: t0,
      changedBy: by,
    });
  });

  it('fails: the first check is 30 s later, and failures are no longer counted', () => {
    const failures = { count: 2, firstAt: t0, lastAt: t0 };
    expect(
      beginFailing(noteFailure(fresh, failures, healthPolicy, t0), healthPolicy, at(t1, 'delivery:dlv_1')),
    ).toEqual({
      status: 'failing',
      statusReason: null,
      whilePaused: 'hold',
      version: 2,
      revision: 3,
      changedAt: t1,
      changedBy: 'delivery:dlv_1',
      nextCheckAt: '2026-01-01T00:01:30.000Z',
    });
  });

  it('is disabled after failures: checked hourly, held for three days', () => {
    expect(disable(failing, 'failures', healthPolicy, at(t1))).toEqual({
      status: 'disabled',
      statusReason: 'failures',
      whilePaused: 'hold',
      version: 3,
      revision: 3,
      changedAt: t1,
      changedBy: by,
      nextCheckAt: '2026-01-01T01:01:00.000Z',
      holdUntil: '2026-01-04T00:01:00.000Z',
    });
  });

  const unchecked = [
    { name: 'gone', reason: 'gone', policy: healthPolicy },
    {
      name: 'does not recover by itself',
      reason: 'failures',
      policy: { ...healthPolicy, autoRecover: false },
    },
    {
      name: 'is held shorter than an hour',
      reason: 'failures',
      policy: { ...healthPolicy, holdPeriodMs: 1000 },
    },
  ] as const;
  it.each(unchecked)('$name: next is the end of its hold period', ({ reason, policy }) => {
    const { statusReason, nextCheckAt, holdUntil } = disable(fresh, reason, policy, at(t1));
    expect(statusReason).toBe(reason);
    expect(nextCheckAt).toBe(holdUntil);
  });

  it('checks a failing one after 30 s three times, then after twice as long each time, up to 15 minutes', () => {
    const waits: number[] = [];
    let health: Health = failing;
    for (let i = 0; i < 7; i++) {
      health = noteFailedCheck(health, healthPolicy, t1);
      waits.push((Date.parse(health.nextCheckAt ?? '') - Date.parse(t1)) / 1000);
    }
    expect(waits).toEqual([30, 30, 60, 120, 240, 480, 900]);
    expect(health).toMatchObject({ version: 2, revision: 9, checksFailed: 7 });
  });

  it('says once that it is failing for long, at the failed check that finds it so', () => {
    const minutes = (n: number) => new Date(Date.parse(failing.changedAt) + n * 60_000).toISOString();
    const early = noteFailedCheck(failing, healthPolicy, minutes(14.999));
    expect([early.version, early.failingLongAt]).toEqual([2, undefined]);
    const long = noteFailedCheck(early, healthPolicy, minutes(15));
    expect(long).toEqual({
      ...early,
      version: 3,
      revision: early.revision + 1,
      checksFailed: 2,
      nextCheckAt: minutes(15.5),
      failingLongAt: minutes(15),
    });
    const longer = noteFailedCheck(
      stopRelease(startRelease(long, minutes(16)), healthPolicy, minutes(17)),
      healthPolicy,
      minutes(40),
    );
    expect([longer.version, longer.failingLongAt]).toEqual([3, minutes(15)]);
    const again = beginFailing(recover(longer, at(minutes(41))), healthPolicy, at(minutes(42)));
    expect(again).not.toHaveProperty('failingLongAt');
  });

  it('checks a disabled one hourly, the last time at the end of its hold period', () => {
    const disabled = disable(fresh, 'failures', { ...healthPolicy, holdPeriodMs: 5_400_000 }, at(t1));
    expect(disabled.nextCheckAt).toBe('2026-01-01T01:01:00.000Z');
    expect(noteFailedCheck(disabled, healthPolicy, '2026-01-01T01:01:00.000Z')).toMatchObject({
      nextCheckAt: '2026-01-01T01:31:00.000Z',
      checksFailed: 1,
      version: 2,
    });
  });

  it('wants no events once its hold period is over, and keeps its reason', () => {
    const disabled = disable(fresh, 'gone', healthPolicy, at(t0));
    expect(endHoldPeriod(disabled, at('2026-01-04T00:00:00.000Z', 'hold-period'))).toEqual({
      status: 'disabled',
      statusReason: 'gone',
      whilePaused: 'hold',
      version: 3,
      revision: 3,
      changedAt: '2026-01-04T00:00:00.000Z',
      changedBy: 'hold-period',
      holdUntil: '2026-01-04T00:00:00.000Z',
      holdPeriodOver: true,
    });
  });

  it('is enabled again: no reason is left, and what was held is released', () => {
    expect(enable(disable(pause(fresh, 'drop', at(t0)), 'gone', healthPolicy, at(t0)), at(t1))).toEqual({
      status: 'active',
      statusReason: null,
      whilePaused: 'hold',
      version: 4,
      revision: 4,
      changedAt: t1,
      changedBy: by,
      releasingSince: t1,
    });
  });

  it('releases while failing, stops at a failure, and recovers when nothing is held', () => {
    const checked = noteFailedCheck(failing, healthPolicy, t1);
    const releasing = startRelease(checked, t1);
    expect(releasing).toEqual({
      ...fresh,
      status: 'failing',
      version: 2,
      revision: 4,
      changedAt: t1,
      changedBy: 'delivery:dlv_1',
      releasingSince: t1,
      lastSuccessAt: t1,
    });
    const { releasingSince: _, ...stopped } = releasing;
    expect(stopRelease(releasing, healthPolicy, t1)).toEqual({
      ...stopped,
      revision: 5,
      nextCheckAt: '2026-01-01T00:01:30.000Z',
    });
    expect(recover(releasing, at(t1, 'release'))).toEqual({
      ...fresh,
      version: 3,
      revision: 5,
      changedAt: t1,
      changedBy: 'release',
      lastSuccessAt: t1,
      releasingSince: t1,
    });
  });

  it('stops releasing when it is paused, failing or disabled meanwhile', () => {
    const enabled = enable(fresh, at(t1));
    expect(pause(enabled, 'hold', at(t1))).not.toHaveProperty('releasingSince');
    expect(beginFailing(enabled, healthPolicy, at(t1))).not.toHaveProperty('releasingSince');
    expect(disable(enabled, 'failures', healthPolicy, at(t1))).not.toHaveProperty('releasingSince');
  });

  it('notes without a new version', () => {
    const failures = { count: 1, firstAt: t0, lastAt: t0 };
    const noted = noteFailure(fresh, failures, healthPolicy, t0);
    expect(noted).toEqual({ ...fresh, revision: 2, failures, nextCheckAt: '2026-01-01T00:00:30.000Z' });
    expect(noteFailure(noted, failures, healthPolicy, t1).nextCheckAt).toBe(noted.nextCheckAt);
    const checked = noteFailedCheck(noted, healthPolicy, t1);
    expect(noteSuccess(checked, t1)).toEqual({ ...fresh, revision: 4, lastSuccessAt: t1 });
    expect(noteBackOff(fresh, t1)).toEqual({ ...fresh, revision: 2, backOffUntil: t1 });
    expect(released(enable(fresh, at(t1)))).toEqual({ ...fresh, version: 2, revision: 3, changedAt: t1 });
  });

  it('of a deleted webhook ends what is held, and checks nothing', () => {
    const { nextCheckAt: _, ...rest } = failing;
    expect(endHeld(failing, at(t1))).toEqual({
      ...rest,
      version: 3,
      revision: 3,
      changedBy: by,
      releasingSince: t1,
      deletedAt: t1,
    });
  });
});

describe('policyOf', () => {
  it('takes what the owner has set, else the default', () => {
    expect(policyOf(healthPolicy, {})).toEqual(healthPolicy);
    expect(policyOf(healthPolicy, { failingAfter: 7, holdPeriodHours: 2, autoRecover: false })).toEqual({
      ...healthPolicy,
      failingAfter: 7,
      holdPeriodMs: 7_200_000,
      autoRecover: false,
    });
  });
});

describe('wantsEvents', () => {
  const { webhook } = webhookState();
  const disabled = disable(fresh, 'failures', healthPolicy, at(t1));

  it.each([
    ['active', fresh, true],
    ['failing', failing, true],
    ['disabled', disabled, true],
    ['disabled, hold period over', endHoldPeriod(disabled, at(t1)), false],
    ['paused, hold', pause(fresh, 'hold', at(t1)), true],
    ['paused, drop', pause(fresh, 'drop', at(t1)), false],
  ])('%s', (_, health, wanted) => {
    expect(wantsEvents({ webhook, health })).toBe(wanted);
  });

  it('not when deleted', () => {
    expect(wantsEvents({ webhook: { ...webhook, deletedAt: t1 }, health: fresh })).toBe(false);
  });
});
