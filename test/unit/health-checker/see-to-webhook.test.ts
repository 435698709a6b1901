import { beforeEach, describe, expect, it } from 'vitest';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import {
  disable,
  enable,
  endChecks,
  noteFailedCheck,
  pause,
  startRelease,
} from '../../../functions/domain/health.ts';
import { seeToWebhook } from '../../../functions/health-checker/see-to-webhook.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { answered, at, CheckerWorld, disabledSince, failingSince, idOf, startMs } from './checker-world.ts';

let world: CheckerWorld;
beforeEach(() => {
  world = new CheckerWorld();
});

const seeTo = (letter: string) => seeToWebhook(world.deps, idOf(letter));
const atSecond = (seconds: number) => {
  world.nowMs = startMs + seconds * 1000;
};

describe('a failing webhook', () => {
  const failing = failingSince(0);
  beforeEach(() => {
    world.given('a', failing);
    atSecond(30);
  });

  it('gets a signed health check, and is released when its receiver answers', async () => {
    expect(await seeTo('a')).toBeUndefined();
    expect(world.sent).toMatchObject([
      {
        url: 'https://receiver.example.com/a',
        body: `{"type":"WEBHOOK_HEALTH_CHECK","timestamp":"${at(30)}","data":{}}`,
        timeoutMs: 10_000,
        headers: { 'webhook-signature': expect.stringMatching(/^v1,/) },
      },
    ]);
    expect(world.healthOf('a')).toEqual(startRelease(failing, at(30)));
    expect(world.released).toEqual([idOf('a')]);
  });

  it('is checked later when its receiver fails', async () => {
    world.answer = () => answered(503);
    const noted = noteFailedCheck(failing, healthPolicy, at(30));
    expect(await seeTo('a')).toBe(noted.nextCheckAt);
    expect(noted.nextCheckAt).toBe(at(60));
    expect(world.healthOf('a')).toEqual(noted);
    expect(world.released).toEqual([]);
  });

  it('is disabled when its receiver says that it is gone', async () => {
    world.answer = () => answered(410);
    await seeTo('a');
    const change = { now: at(30), by: 'health-check' } as const;
    expect(world.healthOf('a')).toEqual(disable(failing, 'gone', healthPolicy, change));
    expect(world.released).toEqual([]);
  });

  it('is as it was, and not called, when its credentials cannot be opened', async () => {
    world.vault.failure = new AwsCallError('DisabledException', 'disabled', false);
    await expect(seeTo('a')).rejects.toThrow('disabled');
    expect(world.sent).toEqual([]);
    expect(world.healthOf('a')).toEqual(failing);
  });

  it('is as it was when the prober fails', async () => {
    world.answer = () => {
      throw new AwsCallError('ProberFailed', 'prober: {}', true);
    };
    await expect(seeTo('a')).rejects.toMatchObject({ code: 'ProberFailed' });
    expect(world.healthOf('a')).toEqual(failing);
  });

  it.each([
    {
      what: 'its status',
      change: () => world.given('a', pause(failing, 'hold', { now: at(30), by: 'key:key_1' })),
    },
    {
      what: 'its URL',
      change: () => world.given('a', failing, { revision: 2, url: 'https://other.example.com/' }),
    },
    { what: 'that it exists', change: () => world.webhooks.states.delete(idOf('a')) },
  ])('keeps what somebody else changed during the check: $what', async ({ change }) => {
    world.answer = () => {
      change();
      return answered(200);
    };
    await seeTo('a');
    const stored = world.webhooks.states.get(idOf('a'));
    change();
    expect(stored).toEqual(world.webhooks.states.get(idOf('a')));
    expect(world.released).toEqual([]);
  });

  it('counts by its health as it is after the check: another call has failed meanwhile', async () => {
    const moved = { ...failing, revision: 9, backOffUntil: at(40) };
    world.answer = () => {
      world.given('a', moved);
      return answered(200);
    };
    await seeTo('a');
    expect(world.healthOf('a')).toEqual(startRelease(moved, at(30)));
    expect(world.released).toEqual([idOf('a')]);
  });

  it('keeps what somebody else writes at the same moment', async () => {
    const deps = { ...world.deps, webhooks: { ...world.deps.webhooks, saveHealth: async () => false } };
    expect(await seeToWebhook(deps, idOf('a'))).toBeUndefined();
    expect(world.released).toEqual([]);
  });

  it('is released by the schedule when the sweeper cannot be asked', async () => {
    const releases = {
      request: async () => {
        throw new AwsCallError('TooManyRequestsException', 'Rate exceeded', true);
      },
    };
    await seeToWebhook({ ...world.deps, releases }, idOf('a'));
    expect(world.healthOf('a')).toEqual(startRelease(failing, at(30)));
    expect(world.logs).toContain('error release left to the sweeper');
  });
});

describe('how long a receiver may take', () => {
  it.each([
    { timeoutSeconds: 3, timeoutMs: 3_000 },
    { timeoutSeconds: 30, timeoutMs: 25_000 },
  ])('is what its owner set ($timeoutSeconds s): $timeoutMs ms', async ({ timeoutSeconds, timeoutMs }) => {
    world.given('a', failingSince(0), { options: { timeoutSeconds } });
    atSecond(30);
    await seeTo('a');
    expect(world.sent).toMatchObject([{ timeoutMs }]);
  });
});

describe('a disabled webhook', () => {
  const disabled = disabledSince(0);

  it('is enabled when its receiver answers', async () => {
    world.given('a', disabled);
    atSecond(3600);
    await seeTo('a');
    expect(world.healthOf('a')).toEqual(enable(disabled, { now: at(3600), by: 'health-check' }));
    expect(world.released).toEqual([idOf('a')]);
  });

  it('is not called when its owner wants no checks', async () => {
    world.given('a', disabled, { options: { autoRecover: false } });
    atSecond(3600);
    expect(await seeTo('a')).toBe(at(259_200));
    expect(world.healthOf('a')).toEqual(endChecks(disabled));
    expect(world.sent).toEqual([]);
  });

  it.each(['failures', 'gone'] as const)('gets no events after its hold period: %s', async reason => {
    const id = world.given('a', disabledSince(0, reason));
    atSecond(259_200);
    await seeTo('a');
    expect(world.webhooks.states.get(id)).toMatchObject({
      webhook: { rule: 'pending', version: 1, revision: 2, updatedAt: at(0) },
      health: {
        status: 'disabled',
        statusReason: reason,
        holdPeriodOver: true,
        holdUntil: at(259_200),
        changedBy: 'hold-period',
        changedAt: at(259_200),
        version: 3,
      },
    });
    expect(world.healthOf('a')).not.toHaveProperty('nextCheckAt');
    expect(world.mended).toEqual([id]);
    expect(world.sent).toEqual([]);
  });

  it('keeps what somebody else writes at the end of its hold period', async () => {
    const id = world.given('a', disabled);
    atSecond(259_200);
    const deps = { ...world.deps, webhooks: { ...world.deps.webhooks, save: async () => false } };
    await seeToWebhook(deps, id);
    expect(world.healthOf('a')).toEqual(disabled);
    expect(world.mended).toEqual([]);
  });

  it('leaves its rule to the schedule when the rule-reconciler cannot be asked', async () => {
    world.given('a', disabled);
    atSecond(259_200);
    const rules = {
      request: async () => {
        throw new AwsCallError('TooManyRequestsException', 'Rate exceeded', true);
      },
    };
    await seeToWebhook({ ...world.deps, rules }, idOf('a'));
    expect(world.healthOf('a')).toMatchObject({ holdPeriodOver: true });
    expect(world.logs).toContain('error rule left to the rule-reconciler');
  });
});

it('does nothing for a webhook that is not there', async () => {
  expect(await seeTo('z')).toBeUndefined();
  expect(world.sent).toEqual([]);
});
