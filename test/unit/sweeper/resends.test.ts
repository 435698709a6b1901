import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../functions/domain/delivery.ts';
import { pause } from '../../../functions/domain/health.ts';
import { cancel, newResend, type ResendJob } from '../../../functions/domain/resend-job.ts';
import { sweep } from '../../../functions/sweeper/sweep.ts';
import { MemoryLeases } from '../../support/memory-leases.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { failedAttempts, record, webhookId } from '../delivery-worker/worker-world.ts';
import { at, SweeperWorld, startMs } from './sweeper-world.ts';

const key = { webhookId, id: 'rsd_01kjkz0000000000000000000a' };
const asked = newResend(
  { ...key, statuses: ['failed'], from: at(-3_600_000), to: at(0), createdBy: 'key:key_1' },
  at(0),
);
const idOf = (n: number) => `dlv_${String(n).padStart(4, '0')}`;
const failedOne = (n: number, members: Partial<Delivery> = {}): Delivery =>
  record('x', {
    id: idOf(n),
    status: 'failed',
    ...failedAttempts(5),
    createdAt: at(-1_000_000 + n * 1000),
    ...members,
  });

class ResendWorld extends SweeperWorld {
  /** The second in which each was sent, in order. */
  readonly seconds: number[] = [];
  readonly order: string[] = [];

  constructor(count: number, job: ResendJob = asked) {
    super();
    this.states.set(webhookId, webhookState());
    for (let n = 0; n < count; n++) this.fails(failedOne(n));
    this.resends.put(job);
    this.takes = ({ body }) => {
      this.seconds.push(Math.floor((this.nowMs - startMs) / 1000));
      this.order.push(JSON.parse(body).event.id);
      return true;
    };
  }

  fails(delivery: Delivery): void {
    this.deliveries.put(delivery);
    this.deliveries.eventTexts.set(delivery.id, JSON.stringify({ id: delivery.id }));
  }

  get job(): ResendJob {
    const job = this.resends.jobs.get(key.id);
    if (job === undefined) throw new Error('no job');
    return job;
  }

  runsOf(n: number): number | undefined {
    return this.deliveries.records.get(idOf(n))?.run;
  }
}

describe('a resend', () => {
  it('sends each once more, oldest first, slowly at the beginning', async () => {
    const world = new ResendWorld(40);
    await world.sweep();
    expect(world.order).toEqual(Array.from({ length: 40 }, (_, n) => idOf(n)));
    const perSecond = [0, 1, 2, 3, 4, 5, 6].map(second => world.seconds.filter(at => at === second).length);
    expect(perSecond).toEqual([1, 1, 2, 4, 8, 16, 8]);
    expect(world.deliveries.records.get(idOf(39))).toEqual({
      ...failedOne(39, { attemptsInRun: 0 }),
      status: 'pending',
      run: 2,
      resentBy: key.id,
      nextAttemptAt: at(66_000),
    });
    expect(world.job).toMatchObject({
      status: 'completed',
      total: 40,
      sent: 40,
      skipped: 0,
      page: [],
      after: idOf(39),
      finishedAt: at(6_000),
    });
    expect(world.deps.leases.taken.size).toBe(0);
  });

  it('is begun at once when the sweeper is asked to', async () => {
    const world = new ResendWorld(1);
    world.park('due', at(0));
    await world.sweep({ resend: webhookId });
    expect(world.order).toEqual([idOf(0)]);
    await world.sweep({ resend: 'whk_01kdvdnt000000000000000001' });
    expect(world.job.status).toBe('completed');
  });

  it('shows how far it is after each page', async () => {
    const world = new ResendWorld(7);
    await world.sweep();
    expect(world.resends.saved.map(({ sent, page }) => [sent, page.length])).toEqual([
      [0, 1],
      [1, 1],
      [2, 2],
      [4, 3],
      [7, 0],
    ]);
    expect(new Set(world.resends.saved.map(({ total }) => total))).toEqual(new Set([7]));
  });

  it('takes what is within the window, in the states that were asked for, and nobody else', async () => {
    const world = new ResendWorld(0, { ...asked, statuses: ['failed', 'held'] });
    world.fails(failedOne(0, { createdAt: at(-3_600_001) }));
    world.fails(failedOne(1, { createdAt: at(-3_600_000) }));
    world.fails(failedOne(2, { status: 'held' }));
    world.fails(failedOne(3, { status: 'delivered' }));
    world.fails(failedOne(4, { webhookId: 'whk_01kdvdnt000000000000000001' }));
    world.fails(failedOne(5, { createdAt: at(-1) }));
    world.fails(failedOne(6, { createdAt: at(0) }));
    await world.sweep();
    expect(world.order).toEqual([idOf(1), idOf(2), idOf(5)]);
    expect([world.job.status, world.job.total, world.job.sent]).toEqual(['completed', 3, 3]);
  });

  it('skips what cannot be sent again, and says how much', async () => {
    const world = new ResendWorld(5);
    world.deliveries.eventTexts.delete(idOf(0));
    world.fails(failedOne(1, { projectId: 'app' }));
    world.deliveries.before = (method, id) => {
      if (method !== 'startRun') return;
      if (id === idOf(2)) world.fails(failedOne(2, { status: 'pending', run: 7 }));
      if (id === idOf(2)) world.deliveries.records.delete(idOf(3));
    };
    await world.sweep();
    expect(world.order).toEqual([idOf(4)]);
    expect(world.job).toMatchObject({ status: 'completed', total: 5, sent: 1, skipped: 4 });
    expect([0, 1, 2].map(n => world.runsOf(n))).toEqual([1, 1, 7]);
  });

  it('with nothing in its window is completed at once', async () => {
    const world = new ResendWorld(0);
    await world.sweep();
    expect(world.job).toMatchObject({ status: 'completed', total: 0, sent: 0, finishedAt: at(0) });
  });

  it('counts no further than 100,000', async () => {
    const world = new ResendWorld(1);
    world.deliveries.countWithin = async (_, most) => most;
    await world.sweep();
    expect([world.job.status, world.job.total]).toEqual(['completed', undefined]);
  });

  it('goes on in the next sweep as fast as it was', async () => {
    const world = new ResendWorld(500);
    world.remainingMs = 16_500;
    await world.sweep();
    expect(world.order.length).toBe(1 + 1 + 2 + 4 + 8 + 16 + 32);
    await world.sweep();
    expect(world.seconds.filter(second => second === 7).length).toBe(64);
    world.remainingMs = 60_000;
    await world.sweep();
    expect(new Set(world.order).size).toBe(500);
    expect(world.order.length).toBe(500);
    expect(Math.max(...world.seconds.map(second => world.seconds.filter(at => at === second).length))).toBe(
      100,
    );
  });

  it('leaves to the schedule what SQS did not take', async () => {
    const world = new ResendWorld(2);
    world.takes = () => false;
    await world.sweep();
    expect(world.job).toMatchObject({ status: 'completed', sent: 2 });
    world.takes = () => true;
    world.nowMs += 60_000;
    await world.sweep();
    expect(world.sent.map(({ body }) => JSON.parse(body).event.id)).toEqual([idOf(0), idOf(1)]);
  });

  it('is worked on by one sweep', async () => {
    const world = new ResendWorld(20);
    const leases = new MemoryLeases(() => world.nowMs, 'second', world.deps.leases.taken);
    await Promise.all([world.sweep(), sweep({ ...world.deps, leases }, {}, () => world.remainingMs)]);
    expect(world.order.length).toBe(20);
  });
});

describe('a resend of a webhook that is not called', () => {
  it('waits, says so once, and goes on slowly when it is active again', async () => {
    const world = new ResendWorld(20);
    const { health } = webhookState();
    const paused = webhookState({}, pause(health, 'hold', { now: at(0), by: 'key:key_1' }));
    world.deliveries.before = method => {
      if (method === 'startRun' && world.order.length === 4) world.states.set(webhookId, paused);
    };
    await world.sweep();
    expect(world.order.length).toBe(8);
    const waitingSince = at(4_000);
    expect(world.job).toMatchObject({ status: 'running', waitingSince, sent: 8, skipped: 0 });
    expect(world.job.pacedSince).toBeUndefined();
    const writes = world.resends.saved.length;
    world.nowMs += 60_000;
    await world.sweep();
    expect(world.resends.saved.length).toBe(writes);

    world.states.set(webhookId, webhookState());
    world.seconds.splice(0);
    await world.sweep();
    expect(world.job).toMatchObject({ status: 'completed', sent: 20, skipped: 0 });
    expect(world.job.waitingSince).toBeUndefined();
    const [first = 0] = world.seconds;
    const perSecond = [0, 1, 2, 3].map(n => world.seconds.filter(second => second === first + n).length);
    // The page that was written down before the wait, then one, two …
    expect(perSecond).toEqual([8, 1, 2, 1]);
  });

  it('fails when it is deleted, and counts what was begun', async () => {
    const page = [0, 1, 2].map(idOf);
    const world = new ResendWorld(3, { ...asked, page, after: idOf(2), sent: 4 });
    world.fails(failedOne(1, { run: 2, resentBy: key.id }));
    world.states.set(webhookId, webhookState({ deletedAt: at(0) }));
    await world.sweep();
    expect(world.job).toMatchObject({ status: 'failed', sent: 5, skipped: 0, page: [], finishedAt: at(0) });
    expect(world.order).toEqual([]);
  });
});

describe('a resend that is cancelled', () => {
  it('ends within the page that is under way, which is counted', async () => {
    const world = new ResendWorld(100);
    world.deliveries.before = method => {
      if (method !== 'startRun' || world.job.status !== 'running' || world.job.sent < 4) return;
      world.resends.put(cancel(world.job, at(2_500)));
    };
    await world.sweep();
    expect(world.order.length).toBe(8);
    expect(world.job).toMatchObject({
      status: 'cancelled',
      sent: 8,
      skipped: 0,
      finishedAt: at(2_500),
      page: [],
    });
    expect(world.runsOf(8)).toBe(1);
    await world.sweep();
    expect(world.order.length).toBe(8);
  });
});

describe('a resend whose sweeper dies', () => {
  it.each(['before it begins', 'after it has begun some', 'after it has sent some', 'before it says so'])(
    'sends each once, and counts each once: %s',
    async when => {
      const world = new ResendWorld(30);
      const died = new Error('died');
      let isDead = false;
      const diesAfter = (count: number) => {
        if (isDead || world.order.length < count) return;
        isDead = true;
        throw died;
      };
      let begun = 0;
      world.deliveries.before = method => {
        if (method === 'startRun' && when === 'after it has begun some' && ++begun > 10) diesAfter(0);
        if (method === 'markSent' && when === 'after it has sent some') diesAfter(8);
      };
      world.resends.before = () => {
        if (when === 'before it says so') diesAfter(8);
        if (when === 'before it begins') diesAfter(0);
      };
      await expect(world.sweep()).rejects.toThrow('1 parts of the sweep failed; the next one takes them up');
      world.nowMs += 90_000;
      await world.sweep();
      world.nowMs += 60_000;
      await world.sweep();
      expect(world.job).toMatchObject({ status: 'completed', total: 30, sent: 30, skipped: 0 });
      for (let n = 0; n < 30; n++) expect([n, world.runsOf(n)]).toEqual([n, 2]);
      expect(new Set(world.order).size).toBe(30);
    },
  );

  it('begins no second run of what has failed again meanwhile', async () => {
    const page = [0, 1].map(idOf);
    const world = new ResendWorld(3, { ...asked, page, after: idOf(1) });
    world.fails(failedOne(0, { run: 2, resentBy: key.id }));
    world.fails(failedOne(1, { run: 3, resentBy: 'rsd_01kjkz0000000000000000000b' }));
    await world.sweep();
    expect([0, 1, 2].map(n => world.runsOf(n))).toEqual([2, 4, 2]);
    expect(world.job).toMatchObject({ status: 'completed', sent: 3, skipped: 0 });
    expect(world.order).toEqual([idOf(1), idOf(2)]);
  });
});
