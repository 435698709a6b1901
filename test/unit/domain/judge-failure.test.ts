import { describe, expect, it } from 'vitest';
import {
  beginFailing,
  enable,
  newHealth,
  noteFailure,
  pause,
  startRelease,
  stopRelease,
} from '../../../functions/domain/health.ts';
import { judgeFailure, judgeSuccess, settleThreshold } from '../../../functions/domain/judge-failure.ts';
import type { ChangedBy, Health } from '../../../functions/domain/webhook.ts';
import { healthPolicy as policy } from '../../support/health-policy.ts';

const startMs = Date.parse('2026-01-01T00:00:00.000Z');
const at = (seconds: number) => new Date(startMs + seconds * 1000).toISOString();
const by: ChangedBy = 'delivery:dlv_1';
const change = (seconds: number) => ({ now: at(seconds), by });
const fresh = newHealth(change(0));
const nothing = { kind: 'nothing' };

function judge(health: Health, seconds: number, status: number | null = 500) {
  const attempt = { status, at: at(seconds) };
  return judgeFailure({ health, policy, attempt, change: change(seconds) });
}

const counted = (count: number, first: number, last: number) =>
  noteFailure(fresh, { count, firstAt: at(first), lastAt: at(last) }, policy, at(first));

describe('a failed attempt', () => {
  it('is counted', () => {
    expect(judge(fresh, 5)).toEqual({ kind: 'note', health: counted(1, 5, 5) });
  });

  it.each([
    { after: 29.999, verdict: nothing },
    {
      after: 30,
      verdict: {
        kind: 'note',
        health: noteFailure(counted(1, 5, 5), { count: 2, firstAt: at(5), lastAt: at(35) }, policy, at(35)),
      },
    },
  ])('is counted again $after s later: or not', ({ after, verdict }) => {
    expect(judge(counted(1, 5, 5), 5 + after)).toEqual(verdict);
  });

  it('asks the records at the third', () => {
    expect(judge(counted(2, 5, 35), 65)).toEqual({ kind: 'threshold', firstAt: at(5) });
  });

  it('makes the webhook failing if the records know no success, else counts anew', () => {
    const health = counted(2, 5, 35);
    const facts = { health, policy, attempt: { status: 500, at: at(65) }, change: change(66) };
    expect(settleThreshold(facts, false)).toEqual({
      kind: 'fail',
      health: beginFailing(health, policy, change(66)),
    });
    expect(settleThreshold(facts, true)).toEqual({
      kind: 'note',
      health: noteFailure(health, { count: 1, firstAt: at(65), lastAt: at(65) }, policy, at(66)),
    });
  });

  it.each([400, 413, 415, 422, 429])('with status %i says nothing of the receiver', status => {
    expect(judge(counted(2, 5, 35), 65, status)).toEqual(nothing);
  });

  it.each([null, 301, 401, 403, 404, 408, 500, 503])('with status %s does', status => {
    expect(judge(counted(2, 5, 35), 65, status)).toEqual({ kind: 'threshold', firstAt: at(5) });
  });

  it('that began before the last transition says nothing', () => {
    const enabled = newHealth(change(60));
    expect(judge(enabled, 59.999)).toEqual(nothing);
    expect(judge(enabled, 60)).toMatchObject({ kind: 'note' });
  });

  it('says nothing of a webhook that is not called', () => {
    expect(judge(pause(fresh, 'hold', change(1)), 60)).toEqual(nothing);
    expect(judge(beginFailing(fresh, policy, change(1)), 60)).toEqual(nothing);
  });
});

describe('a failed attempt during the release', () => {
  const releasing = startRelease(beginFailing(fresh, policy, change(10)), at(40));

  it('stops it', () => {
    expect(judge(releasing, 41)).toEqual({ kind: 'note', health: stopRelease(releasing, policy, at(41)) });
  });

  it('does not when it began before', () => {
    expect(judge(releasing, 39.999)).toEqual(nothing);
  });

  it('makes a webhook that was just enabled failing at once', () => {
    const enabled = enable(fresh, change(40));
    expect(judge(enabled, 41)).toEqual({ kind: 'fail', health: beginFailing(enabled, policy, change(41)) });
  });
});

describe('a success', () => {
  it('usually means nothing', () => {
    expect(judgeSuccess(fresh, at(5))).toBeUndefined();
    expect(judgeSuccess(pause(fresh, 'hold', change(1)), at(5))).toBeUndefined();
  });

  it('forgets counted failures', () => {
    expect(judgeSuccess(counted(2, 5, 35), at(40))).toEqual({ ...fresh, revision: 3, lastSuccessAt: at(40) });
  });

  it('starts the release of a failing webhook, once', () => {
    const failing = beginFailing(fresh, policy, change(10));
    const releasing = startRelease(failing, at(40));
    expect(judgeSuccess(failing, at(40))).toEqual(releasing);
    expect(judgeSuccess(releasing, at(41))).toBeUndefined();
  });
});
