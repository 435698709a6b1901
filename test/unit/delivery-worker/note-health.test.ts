import { describe, expect, it } from 'vitest';
import {
  beginFailing,
  enable,
  noteFailure,
  startRelease,
  stopRelease,
} from '../../../functions/domain/health.ts';
import type { Health } from '../../../functions/domain/webhook.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { webhookState } from '../../support/webhook-state.ts';
import {
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
const by = (eventId: string) => `delivery:${idOf(eventId)}` as const;
const { health: fresh } = webhookState();
const counted = (count: number, first: number, last: number): Health =>
  noteFailure(fresh, { count, firstAt: at(first), lastAt: at(last) }, healthPolicy, at(first));

function worldWith(health: Health, seconds = 0): WorkerWorld {
  const world = new WorkerWorld();
  world.setState(webhookState({}, health));
  world.time.nowMs = startMs + seconds * 1000;
  return world;
}

const healthIn = (world: WorkerWorld) => world.states.get(webhookId)?.health;

describe('a failed attempt', () => {
  it('is counted after its record is written', async () => {
    const world = worldWith(fresh);
    world.answers = [500];
    await world.receive([message('e1')]);
    expect(healthIn(world)).toEqual(counted(1, 0, 0));
    expect(world.deliveries.calls).toEqual([`recordAttempt ${idOf('e1')}`]);
  });

  it('of many at once is counted once', async () => {
    const world = worldWith(fresh);
    world.answers = [500];
    await world.receive(['e1', 'e2', 'e3', 'e4'].map(id => message(id)));
    expect(healthIn(world)).toEqual(counted(1, 0, 0));
    expect(world.healthWrites.length).toBe(1);
  });

  it('soon after a counted one reads and writes nothing more', async () => {
    const world = worldWith(counted(1, 0, 0), 29);
    world.answers = [500];
    await world.receive([message('e1')]);
    expect([world.lookups, world.healthWrites]).toEqual([1, []]);
  });

  it('the third makes the webhook failing, and what comes next is held', async () => {
    const world = worldWith(counted(2, 0, 30), 60);
    world.answers = [500];
    await world.receive([message('e1')]);
    const failing = beginFailing(counted(2, 0, 30), healthPolicy, { now: at(60), by: by('e1') });
    expect(healthIn(world)).toEqual(failing);
    expect(world.admitted).toEqual([webhookId]);
    expect(world.counts).toEqual({ AttemptFailed: 1, WebhookFailing: 1 });
    await world.receive([message('e2')]);
    expect(world.recordOf('e2')?.status).toBe('held');
    expect(world.calls.length).toBe(1);
  });

  it('the third after a success that the records know counts as the first', async () => {
    const world = worldWith(counted(2, 0, 30), 60);
    const success = attemptOf(200, at(10));
    world.deliveries.put(record('e0', { status: 'delivered', attempts: [success] }));
    world.answers = [500];
    await world.receive([message('e1')]);
    expect(healthIn(world)).toEqual(
      noteFailure(counted(2, 0, 30), { count: 1, firstAt: at(60), lastAt: at(60) }, healthPolicy, at(60)),
    );
    expect(world.admitted).toEqual([]);
  });

  it('changes nothing while too many webhooks change', async () => {
    const world = worldWith(counted(2, 0, 30), 60);
    world.mayChange = false;
    world.answers = [500];
    await world.receive([message('e1')]);
    expect(healthIn(world)).toEqual(counted(2, 0, 30));
    expect(world.counts).toEqual({ AttemptFailed: 1, TransitionFrozen: 1 });
  });

  it('of a refused call says nothing of the receiver', async () => {
    const world = worldWith(counted(2, 0, 30), 60);
    world.answers = [422];
    await world.receive([message('e1')]);
    expect(healthIn(world)).toEqual(counted(2, 0, 30));
  });

  it('to a URL that the webhook no longer has says nothing', async () => {
    const world = worldWith(counted(2, 0, 30), 60);
    world.answers = [
      Promise.resolve().then(() => {
        world.setState(webhookState({ url: 'https://new.example.com/in', version: 2 }, counted(2, 0, 30)));
        return 500;
      }),
    ];
    await world.receive([message('e1')]);
    expect(world.healthWrites).toEqual([]);
  });

  it('is judged anew when another worker was faster', async () => {
    const world = worldWith(counted(2, 0, 30), 60);
    const other = beginFailing(counted(2, 0, 30), healthPolicy, { now: at(60), by: by('e9') });
    const { deliveredSince } = world.deliveries;
    world.deliveries.deliveredSince = async (id, since) => {
      world.setState(webhookState({}, other));
      return deliveredSince.call(world.deliveries, id, since);
    };
    world.answers = [500];
    await world.receive([message('e1')]);
    expect(healthIn(world)).toEqual(other);
  });

  it('of a released delivery stops the release', async () => {
    const failing = beginFailing(fresh, healthPolicy, { now: at(0), by: by('e0') });
    const releasing = startRelease(failing, at(40));
    const world = worldWith(releasing, 41);
    world.deliveries.put(record('e1'));
    world.answers = [503];
    await world.receive([message('e1', { hops: 0 })]);
    expect(healthIn(world)).toEqual(stopRelease(releasing, healthPolicy, at(41)));
  });

  it('of a delivery released by its owner makes the webhook failing at once', async () => {
    const enabled = enable(fresh, { now: at(0), by: 'key:key_1' });
    const world = worldWith(enabled, 1);
    world.answers = [503];
    await world.receive([message('e1')]);
    expect(healthIn(world)).toEqual(beginFailing(enabled, healthPolicy, { now: at(1), by: by('e1') }));
  });
});

describe('a success', () => {
  it('writes nothing to the health', async () => {
    const world = worldWith(fresh);
    await world.receive([message('e1')]);
    expect([world.lookups, world.healthWrites]).toEqual([1, []]);
  });

  it('forgets counted failures', async () => {
    const world = worldWith(counted(2, 0, 30), 40);
    await world.receive([message('e1')]);
    expect(healthIn(world)).toEqual({ ...fresh, revision: 3, lastSuccessAt: at(40) });
  });

  it('of a retry starts the release of a failing webhook', async () => {
    const failing = beginFailing(fresh, healthPolicy, { now: at(0), by: by('e0') });
    const world = worldWith(failing, 40);
    world.deliveries.put(record('e1', failedAttempts(2)));
    await world.receive([message('e1', { receives: 3 })]);
    expect(healthIn(world)).toEqual(startRelease(failing, at(40)));
    expect(world.recordOf('e1')?.status).toBe('delivered');
  });
});

describe('when the health can not be written', () => {
  const notNoted = 'error what an attempt says of its webhook was not noted';
  const worldAfter = (health: Health) => {
    const world = worldWith(health, 40);
    world.healthFails = true;
    return world;
  };

  it('a success is delivered, and called once', async () => {
    const world = worldAfter(counted(2, 0, 30));
    expect(await world.receive([message('e1')])).toEqual([]);
    expect([world.recordOf('e1')?.status, world.calls.length]).toEqual(['delivered', 1]);
    expect(world.logs).toContain(notNoted);
  });

  it.each([500, 429])('an attempt answered %i is counted, and waits for its next', async status => {
    const world = worldAfter(fresh);
    world.answers = [status];
    await world.receive([message('e1')]);
    expect(world.recordOf('e1')).toMatchObject({ status: 'pending', attemptsInRun: 1 });
    expect(world.hidden.length + world.sent.length).toBe(1);
    expect(world.logs).toContain(notNoted);
  });
});
