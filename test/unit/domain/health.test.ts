import { describe, expect, it } from 'vitest';
import { disable, enable, endHeld, newHealth, pause, released } from '../../../functions/domain/health.ts';
import { wantsEvents } from '../../../functions/domain/webhook.ts';
import { webhookState } from '../../support/webhook-state.ts';

const t0 = '2026-01-01T00:00:00.000Z';
const t1 = '2026-01-01T00:01:00.000Z';
const fresh = newHealth(t0);

describe('health', () => {
  it('begins active', () => {
    expect(fresh).toEqual({
      status: 'active',
      statusReason: null,
      whilePaused: 'hold',
      version: 1,
      changedAt: t0,
    });
  });

  it.each(['failures', 'gone'] as const)('is disabled because of %s', reason => {
    expect(disable(fresh, reason, t1)).toEqual({
      status: 'disabled',
      statusReason: reason,
      whilePaused: 'hold',
      version: 2,
      changedAt: t1,
    });
  });

  it('is enabled again: no reason is left, and what was held is released', () => {
    expect(enable(disable(pause(fresh, 'drop', t0), 'gone', t0), t1)).toEqual({
      status: 'active',
      statusReason: null,
      whilePaused: 'hold',
      version: 4,
      changedAt: t1,
      releasingSince: t1,
    });
  });

  it('stops releasing when it is paused or disabled meanwhile', () => {
    expect(pause(enable(fresh, t1), 'hold', t1)).not.toHaveProperty('releasingSince');
    expect(disable(enable(fresh, t1), 'failures', t1)).not.toHaveProperty('releasingSince');
  });

  it('ends a release without a new version', () => {
    const releasing = enable(fresh, t1);
    expect(released(releasing)).toEqual({ ...fresh, version: 2, changedAt: t1 });
    expect(endHeld(fresh, t1)).toEqual({ ...fresh, version: 2, releasingSince: t1 });
  });
});

describe('wantsEvents', () => {
  const { webhook } = webhookState();

  it.each([
    ['active', newHealth(t0), true],
    ['disabled', disable(fresh, 'failures', t1), true],
    ['paused, hold', pause(fresh, 'hold', t1), true],
    ['paused, drop', pause(fresh, 'drop', t1), false],
  ])('%s', (_, health, wanted) => {
    expect(wantsEvents({ webhook, health })).toBe(wanted);
  });

  it('not when deleted', () => {
    expect(wantsEvents({ webhook: { ...webhook, deletedAt: t1 }, health: fresh })).toBe(false);
  });
});
