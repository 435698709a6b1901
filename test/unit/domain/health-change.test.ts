import { describe, expect, it } from 'vitest';
import {
  beginFailing,
  type Change,
  disable,
  enable,
  endHeld,
  endHoldPeriod,
  newHealth,
  noteFailedCheck,
  noteFailure,
  pause,
  recover,
  released,
  startRelease,
  stopRelease,
} from '../../../functions/domain/health.ts';
import {
  historyEntryOf,
  nextStepsAfter,
  operationalEventOf,
} from '../../../functions/domain/health-change.ts';
import type { ChangedBy, Health } from '../../../functions/domain/webhook.ts';
import { healthPolicy as policy } from '../../support/health-policy.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const change = (seconds: number, by: ChangedBy): Change => ({ now: at(seconds), by });
const webhookId = 'whk_01kdvdnt000000000000000000';

const fresh = newHealth(change(0, 'key:key_1'));
const failed = noteFailure(fresh, { count: 1, firstAt: at(1), lastAt: at(1) }, policy, at(1));
const failing = beginFailing(fresh, policy, change(60, 'delivery:dlv_1'));
const releasing = startRelease(failing, at(90));
const disabled = disable(failing, 'failures', policy, change(120, 'delivery:dlv_1'));
const over = endHoldPeriod(disabled, change(300_000, 'hold-period'));
const paused = pause(fresh, 'hold', change(60, 'key:key_1'));

type Case = [
  what: string,
  before: Health | undefined,
  after: Health,
  entry: { change: string; from: string | null; to: string; [member: string]: string | null },
];

describe('historyEntryOf', () => {
  it.each<Case>([
    ['a new webhook', undefined, fresh, { change: 'created', from: null, to: 'active' }],
    ['failures', fresh, failing, { change: 'failing', from: 'active', to: 'failing' }],
    [
      'a check that fails after a long time',
      failing,
      noteFailedCheck(failing, policy, at(960)),
      { change: 'failing-long', from: 'failing', to: 'failing', at: at(960), by: 'health-check' },
    ],
    [
      'the end of a release that came after a long time',
      startRelease(noteFailedCheck(failing, policy, at(960)), at(1000)),
      recover(startRelease(noteFailedCheck(failing, policy, at(960)), at(1000)), change(1005, 'release')),
      { change: 'recovered', from: 'failing', to: 'active' },
    ],
    [
      'the end of a release',
      releasing,
      recover(releasing, change(95, 'release')),
      { change: 'recovered', from: 'failing', to: 'active' },
    ],
    [
      'a check of a disabled webhook',
      disabled,
      enable(disabled, change(3720, 'health-check')),
      { change: 'recovered', from: 'disabled', to: 'active' },
    ],
    [
      'its owner',
      disabled,
      enable(disabled, change(3720, 'key:key_1')),
      { change: 'enabled', from: 'disabled', to: 'active' },
    ],
    [
      'a fifth failed attempt',
      failing,
      disabled,
      { change: 'disabled', from: 'failing', to: 'disabled', reason: 'failures', holdUntil: at(259_320) },
    ],
    [
      'a receiver that is gone',
      fresh,
      disable(fresh, 'gone', policy, change(1, 'delivery:dlv_1')),
      { change: 'disabled', from: 'active', to: 'disabled', reason: 'gone', holdUntil: at(259_201) },
    ],
    [
      'the end of a hold period',
      disabled,
      over,
      {
        change: 'hold-period-over',
        from: 'disabled',
        to: 'disabled',
        reason: 'failures',
        holdUntil: at(259_320),
      },
    ],
    ['a pause', fresh, paused, { change: 'paused', from: 'active', to: 'paused' }],
    [
      'a deletion',
      over,
      endHeld(over, change(400_000, 'key:key_1')),
      {
        change: 'deleted',
        from: 'disabled',
        to: 'disabled',
        reason: 'failures',
        holdUntil: at(259_320),
      },
    ],
  ])('%s', (_, before, after, entry) => {
    expect(historyEntryOf({ webhookId, before, after })).toEqual({
      version: after.version,
      at: after.changedAt,
      by: after.changedBy,
      reason: null,
      holdUntil: null,
      ...entry,
    });
  });

  it.each([
    ['a failure is counted', fresh, failed],
    ['a check fails', failing, noteFailedCheck(failing, policy, at(90))],
    ['a release begins', failing, releasing],
    ['a release ends', releasing, released(releasing)],
  ])('knows nothing when %s', (_, before, after) => {
    expect(historyEntryOf({ webhookId, before, after })).toBeUndefined();
  });
});

it('an operational event says what the history says', () => {
  const entry = historyEntryOf({ webhookId, before: failing, after: disabled });
  expect(entry && operationalEventOf(webhookId, 'acme', entry)).toEqual({
    type: 'webhook.disabled',
    id: `${webhookId}#3`,
    detail: {
      webhookId,
      companyId: 'acme',
      version: 3,
      at: at(120),
      from: 'failing',
      to: 'disabled',
      reason: 'failures',
      by: 'delivery:dlv_1',
      holdUntil: at(259_320),
    },
  });
});

describe('nextStepsAfter', () => {
  it.each<[string, Health | undefined, Health, { check: boolean; release: boolean }]>([
    ['a new webhook', undefined, fresh, { check: false, release: false }],
    ['failing', fresh, failing, { check: true, release: false }],
    ['the first failure', fresh, failed, { check: true, release: false }],
    [
      'the second failure',
      failed,
      noteFailure(failed, { count: 2, firstAt: at(1), lastAt: at(31) }, policy, at(31)),
      { check: false, release: false },
    ],
    ['failing after failures', failed, failing, { check: true, release: false }],
    [
      'a release that is stopped',
      releasing,
      stopRelease(releasing, policy, at(92)),
      { check: true, release: false },
    ],
    ['disabled', failing, disabled, { check: false, release: false }],
    ['a failed check', failing, noteFailedCheck(failing, policy, at(90)), { check: false, release: false }],
    ['a release that begins', failing, releasing, { check: false, release: true }],
    ['a release that goes on', releasing, { ...releasing, revision: 9 }, { check: false, release: false }],
    [
      'the last of a release',
      releasing,
      recover(releasing, change(95, 'release')),
      { check: false, release: true },
    ],
    ['the end of a release', releasing, released(releasing), { check: false, release: false }],
    ['enabled', disabled, enable(disabled, change(200, 'key:key_1')), { check: false, release: true }],
    ['deleted', paused, endHeld(paused, change(70, 'key:key_1')), { check: false, release: true }],
  ])('%s', (_, before, after, steps) => {
    expect(nextStepsAfter({ webhookId, before, after })).toEqual(steps);
  });
});
