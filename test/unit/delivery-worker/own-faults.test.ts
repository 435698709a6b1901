import { describe, expect, it } from 'vitest';
import { failedAttempts, idOf, message, record, start, WorkerWorld } from './worker-world.ts';

const inAMinute = new Date(Date.parse(start) + 60_000).toISOString();

describe('a failure to connect', () => {
  it.each(['dns', 'connect', 'tls', 'timeout', 'reset'] as const)(
    '(%s) while the canary is silent is no attempt: the delivery waits in the table',
    async error => {
      const world = new WorkerWorld();
      world.canaryAnswers = false;
      world.answers = [error];
      expect(await world.receive([message('e1')])).toEqual([]);
      expect(world.recordOf('e1')).toEqual(
        record('e1', { parked: true, waits: 1, nextAttemptAt: inAMinute }),
      );
      expect(world.deliveries.eventTexts.has(idOf('e1'))).toBe(true);
      expect([world.healthWrites, world.counts]).toEqual([[], { AttemptDiscounted: 1 }]);
    },
  );

  it('leaves the attempts before it as they are', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(record('e1', failedAttempts(4)));
    world.canaryAnswers = false;
    world.answers = ['timeout'];
    expect(await world.receive([message('e1', { hops: 0 })])).toEqual([]);
    expect(world.recordOf('e1')).toEqual(
      record('e1', { ...failedAttempts(4), parked: true, waits: 1, nextAttemptAt: inAMinute }),
    );
    expect(world.calls.length).toBe(1);
  });

  it('waits again, and the late mark of the sweeper that had sent it does not end that wait', async () => {
    const world = new WorkerWorld();
    const sent = record('e1', { parked: true, waits: 1, nextAttemptAt: start });
    world.deliveries.put(sent);
    world.canaryAnswers = false;
    world.answers = ['connect'];
    expect(await world.receive([message('e1', { hops: 0 })])).toEqual([]);
    expect(await world.deliveries.markSent(sent)).toBe('stale');
    expect(world.recordOf('e1')).toEqual({ ...sent, waits: 2, nextAttemptAt: inAMinute });
  });

  it('while the canary answers is an attempt; the canary is asked once in 5 s', async () => {
    const world = new WorkerWorld();
    world.answers = ['connect'];
    await world.receive([message('e1'), message('e2')]);
    world.time.nowMs += 4999;
    await world.receive([message('e3')]);
    expect([world.recordOf('e1')?.attemptsInRun, world.canaryCalls]).toEqual([1, 1]);
    world.time.nowMs += 1;
    await world.receive([message('e4')]);
    expect(world.canaryCalls).toBe(2);
  });

  it('asks a silent canary again after a second', async () => {
    const world = new WorkerWorld();
    world.answers = ['connect'];
    world.canaryAnswers = false;
    await world.receive([message('e1')]);
    world.canaryAnswers = true;
    world.time.nowMs += 1000;
    await world.receive([message('e2')]);
    expect([world.recordOf('e2')?.attemptsInRun, world.canaryCalls]).toEqual([1, 2]);
  });
});

it.each([500, 404, 'address-blocked', 'too-large'] as const)(
  '%s is the receiver’s own: no canary is asked',
  async answer => {
    const world = new WorkerWorld();
    world.canaryAnswers = false;
    world.answers = [answer];
    await world.receive([message('e1')]);
    expect([world.recordOf('e1')?.attemptsInRun, world.canaryCalls]).toEqual([1, 0]);
  },
);
