import { describe, expect, it } from 'vitest';
import { beginFailing, disable, startRelease } from '../../../functions/domain/health.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { webhookState } from '../../support/webhook-state.ts';
import {
  type Answer,
  attemptOf,
  failedAttempts,
  idOf,
  message,
  record,
  start,
  WorkerWorld,
  webhookId,
} from './worker-world.ts';

const startMs = Date.parse(start);
const at = (seconds: number) => new Date(startMs + seconds * 1000).toISOString();
const by = `delivery:${idOf('e1')}` as const;
const failing = beginFailing(webhookState().health, healthPolicy, { now: at(-3600), by });

/** A failing webhook's delivery before its fifth attempt, and what that and the health check behind it meet. */
async function fifth(
  answers: Answer[],
  prepare: (world: WorkerWorld) => void = () => {},
): Promise<WorkerWorld> {
  const world = new WorkerWorld();
  world.setState(webhookState({}, failing));
  world.deliveries.put(record('e1', failedAttempts(4)));
  world.answers = answers;
  prepare(world);
  await world.receive([message('e1', { hops: 0 })]);
  return world;
}

const healthIn = (world: WorkerWorld) => world.states.get(webhookId)?.health;

describe('the fifth failed attempt', () => {
  it('asks the receiver by a signed health check', async () => {
    const world = await fifth([500, 500]);
    expect(world.calls.map(({ body }) => JSON.parse(body).type)).toEqual([
      'TODO_MOVED',
      'WEBHOOK_HEALTH_CHECK',
    ]);
    expect(healthIn(world)).toEqual(disable(failing, 'failures', healthPolicy, { now: start, by }));
  });

  it('whose health check succeeds fails alone, and the release begins', async () => {
    const world = await fifth([500, 200]);
    expect(world.recordOf('e1')?.status).toBe('failed');
    expect(healthIn(world)).toEqual(startRelease(failing, start));
    expect(world.counts).toEqual({ AttemptFailed: 1, DeliveryFailed: 1 });
  });

  it('whose health check says 410: the receiver is gone', async () => {
    const world = await fifth([500, 410]);
    expect(healthIn(world)?.statusReason).toBe('gone');
  });

  it('of a webhook that took another delivery since its first fails alone, unchecked', async () => {
    const world = await fifth([500], ({ deliveries }) =>
      deliveries.put(record('e0', { status: 'delivered', attempts: [attemptOf(200)], attemptsInRun: 1 })),
    );
    expect([world.calls.length, world.recordOf('e1')?.status, healthIn(world)]).toEqual([
      1,
      'failed',
      failing,
    ]);
  });

  it('of a webhook whose health knows a later success fails alone, unchecked', async () => {
    const known = { ...failing, lastSuccessAt: start };
    const world = await fifth([500], world => world.setState(webhookState({}, known)));
    expect([world.calls.length, healthIn(world)]).toEqual([1, known]);
  });

  it('of a webhook whose health knows an earlier success only does not', async () => {
    const known = { ...failing, lastSuccessAt: at(-1) };
    const world = await fifth([500], world => world.setState(webhookState({}, known)));
    expect([world.calls.length, healthIn(world)?.status]).toEqual([2, 'disabled']);
  });

  it('does not count when the health check finds our own way out broken', async () => {
    const world = await fifth([500, 'timeout'], world => {
      world.canaryAnswers = false;
    });
    expect(world.recordOf('e1')).toEqual(
      record('e1', { ...failedAttempts(4), parked: true, waits: 1, nextAttemptAt: at(60) }),
    );
    expect(healthIn(world)).toEqual(failing);
  });

  it('asks the canary anew: what it said seconds ago is too old to disable by', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({}, failing));
    world.deliveries.put(record('e1', failedAttempts(4)));
    world.answers = ['connect'];
    world.deps.caller.call = async () => {
      // The first call still meets a canary that answers; our way out breaks right after.
      world.canaryAnswers = world.canaryCalls === 0;
      return attemptOf('connect');
    };
    await world.receive([message('e1', { hops: 0 })]);
    expect([world.canaryCalls, healthIn(world)]).toEqual([2, failing]);
    expect(world.recordOf('e1')?.attemptsInRun).toBe(4);
  });

  it('does not count while too many webhooks change', async () => {
    const world = await fifth([500, 500], world => {
      world.mayChange = false;
    });
    expect(world.recordOf('e1')?.attemptsInRun).toBe(4);
    expect(healthIn(world)).toEqual(failing);
    expect(world.counts).toEqual({ AttemptFailed: 1, TransitionFrozen: 1, AttemptDiscounted: 1 });
  });
});
