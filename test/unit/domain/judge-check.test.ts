import { describe, expect, it } from 'vitest';
import {
  beginFailing,
  disable,
  enable,
  endChecks,
  endHeld,
  endHoldPeriod,
  newHealth,
  noteFailedCheck,
  noteFailure,
  noteSuccess,
  pause,
  startRelease,
} from '../../../functions/domain/health.ts';
import { decideDueWork, judgeCheck } from '../../../functions/domain/judge-check.ts';
import type { Health } from '../../../functions/domain/webhook.ts';
import { healthPolicy as policy } from '../../support/health-policy.ts';
import { webhookState } from '../../support/webhook-state.ts';

const startMs = Date.parse('2026-01-01T00:00:00.000Z');
const at = (seconds: number) => new Date(startMs + seconds * 1000).toISOString();
const change = (seconds: number) => ({ now: at(seconds), by: 'health-check' as const });
const fresh = newHealth(change(0));
const failing = beginFailing(fresh, policy, change(0));
const disabled = disable(fresh, 'failures', policy, change(0));
const suspect = noteFailure(fresh, { count: 1, firstAt: at(0), lastAt: at(0) }, policy, at(0));
const gone = disable(fresh, 'gone', policy, change(0));
const holdPeriodSeconds = 259_200;

describe('decideDueWork', () => {
  it.each<{ what: string; health: Health; seconds: number; kind: string }>([
    { what: 'an active webhook', health: fresh, seconds: 1e6, kind: 'nothing' },
    { what: 'an active webhook with a failure, before', health: suspect, seconds: 29.999, kind: 'nothing' },
    { what: 'an active webhook with a failure', health: suspect, seconds: 30, kind: 'check' },
    { what: 'a paused webhook', health: pause(failing, 'hold', change(1)), seconds: 1e6, kind: 'nothing' },
    { what: 'an enabled webhook', health: enable(disabled, change(1)), seconds: 1e6, kind: 'nothing' },
    { what: 'a failing webhook before its time', health: failing, seconds: 29.999, kind: 'nothing' },
    { what: 'a failing webhook', health: failing, seconds: 30, kind: 'check' },
    {
      what: 'a failing webhook that is being released',
      health: startRelease(failing, at(31)),
      seconds: 1e6,
      kind: 'nothing',
    },
    { what: 'a disabled webhook before its time', health: disabled, seconds: 3599.999, kind: 'nothing' },
    { what: 'a disabled webhook', health: disabled, seconds: 3600, kind: 'check' },
    {
      what: 'a disabled webhook at the end of its hold period',
      health: disabled,
      seconds: holdPeriodSeconds,
      kind: 'end-hold-period',
    },
    { what: 'a webhook that is gone, before', health: gone, seconds: holdPeriodSeconds - 1, kind: 'nothing' },
    {
      what: 'a webhook that is gone, at the end of its hold period',
      health: gone,
      seconds: holdPeriodSeconds,
      kind: 'end-hold-period',
    },
    {
      what: 'a webhook whose hold period is over',
      health: endHoldPeriod(disabled, change(holdPeriodSeconds)),
      seconds: 1e9,
      kind: 'nothing',
    },
  ])('$what at $seconds s: $kind', ({ health, seconds, kind }) => {
    expect(decideDueWork(webhookState({}, health), policy, startMs + seconds * 1000)).toEqual({ kind });
  });

  it('leaves a deleted webhook alone', () => {
    const state = webhookState({ deletedAt: at(1) }, { ...endHeld(failing, change(1)), nextCheckAt: at(30) });
    expect(decideDueWork(state, policy, startMs + 30_000)).toEqual({ kind: 'nothing' });
  });

  it('ends the checks of a disabled webhook whose owner wants none any more', () => {
    const without = { ...policy, autoRecover: false };
    const work = decideDueWork(webhookState({}, disabled), without, startMs + 3_600_000);
    expect(work).toEqual({ kind: 'end-checks', health: endChecks(disabled) });
    expect(endChecks(disabled)).toEqual({
      ...disabled,
      revision: disabled.revision + 1,
      nextCheckAt: at(holdPeriodSeconds),
    });
  });

  it('checks a failing webhook whatever becomes of it when it is disabled', () => {
    const without = { ...policy, autoRecover: false };
    expect(decideDueWork(webhookState({}, failing), without, startMs + 30_000)).toEqual({ kind: 'check' });
  });
});

describe('judgeCheck', () => {
  it.each([200, 204, 299])('%i: a failing webhook is released, a disabled one enabled', status => {
    expect(judgeCheck(failing, { status, at: at(31) }, policy, change(31))).toEqual({
      kind: 'recovering',
      health: startRelease(failing, at(31)),
    });
    expect(judgeCheck(disabled, { status, at: at(3601) }, policy, change(3601))).toEqual({
      kind: 'recovering',
      health: enable(disabled, change(3601)),
    });
  });

  it.each([null, 199, 301, 400, 413, 429, 500])('%s: the next check comes later', status => {
    expect(judgeCheck(failing, { status, at: at(31) }, policy, change(31))).toEqual({
      kind: 'failed',
      health: noteFailedCheck(failing, policy, at(31)),
    });
    expect(judgeCheck(disabled, { status, at: at(3601) }, policy, change(3601))).toEqual({
      kind: 'failed',
      health: noteFailedCheck(disabled, policy, at(3601)),
    });
  });

  it('of an active webhook forgets its failures, or comes again later; it disables nothing', () => {
    expect(judgeCheck(suspect, { status: 200, at: at(30) }, policy, change(30))).toEqual({
      kind: 'well',
      health: noteSuccess(suspect, at(30)),
    });
    for (const status of [null, 410, 500]) {
      expect(judgeCheck(suspect, { status, at: at(30) }, policy, change(30))).toEqual({
        kind: 'failed',
        health: noteFailedCheck(suspect, policy, at(30)),
      });
    }
  });

  it('410: a failing webhook is disabled, a disabled one is checked again later', () => {
    expect(judgeCheck(failing, { status: 410, at: at(31) }, policy, change(31))).toEqual({
      kind: 'gone',
      health: disable(failing, 'gone', policy, change(31)),
    });
    expect(judgeCheck(disabled, { status: 410, at: at(3601) }, policy, change(3601))).toEqual({
      kind: 'failed',
      health: noteFailedCheck(disabled, policy, at(3601)),
    });
  });
});
