import { beforeEach, describe, expect, it } from 'vitest';
import type { Attempt } from '../../../functions/domain/delivery.ts';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import { MemoryLeases } from '../../support/memory-leases.ts';
import { answered, CheckerWorld, disabledSince, failingSince, idOf, startMs } from './checker-world.ts';

let world: CheckerWorld;
beforeEach(() => {
  world = new CheckerWorld();
});

const asked = { check: idOf('a') };

describe('a run', () => {
  it('ends at once when nothing is due in its time', async () => {
    world.given('a', disabledSince(0));
    await world.run();
    expect([world.seconds, world.looks, world.calls]).toEqual([0, [0], []]);
    expect(world.leases.taken.size).toBe(0);
  });

  it('checks each webhook when it is due, again and again until its time is over', async () => {
    world.given('a', failingSince(-30));
    world.given('b', failingSince(-18));
    world.given('c', disabledSince(-3600 + 55));
    world.answer = () => answered(500);
    await world.run();
    // a: 0, 30 and, 30 s later, in the next run; b: 12 and 42; c: 55
    expect(world.calls).toEqual(['0 /a', '12 /b', '30 /a', '42 /b', '55 /c']);
    expect(world.seconds).toBe(60);
    expect(world.leases.taken.size).toBe(0);
  });

  it('checks again within the run, when the policy says so', async () => {
    world.answer = () => answered(500);
    const healthPolicy = { ...world.deps.healthPolicy, firstCheckMs: 1_000, longestCheckMs: 20_000 };
    world.given('a', failingSince(-30));
    await world.run(undefined, { ...world.deps, healthPolicy });
    expect(world.calls).toEqual(['0 /a', '1 /a', '2 /a', '4 /a', '8 /a', '16 /a', '32 /a', '52 /a']);
  });

  it('begins no check that might not end before the function does', async () => {
    world.given('a', failingSince(30.1));
    await world.run();
    expect(world.calls).toEqual([]);
  });

  it('finds within 5 s what becomes due meanwhile', async () => {
    world.given('a', failingSince(25));
    world.meanwhile = () => {
      if (world.seconds === 5) world.given('b', failingSince(-22));
    };
    await world.run();
    expect(world.calls).toEqual(['10 /b', '55 /a']);
  });

  it('does not begin again what the index still shows', async () => {
    world.given('a', failingSince(-30));
    const shown = await world.webhooks.dueChecks(new Date(startMs).toISOString(), 1);
    const webhooks = { ...world.deps.webhooks, dueChecks: async () => shown };
    await world.run(undefined, { ...world.deps, webhooks });
    expect(world.calls).toEqual(['0 /a']);
  });
});

describe('many receivers', () => {
  it('are called two at a time, and a slow one holds up no other', async () => {
    for (const letter of ['a', 'b', 'c', 'd']) world.given(letter, failingSince(-30));
    const slow = Promise.withResolvers<Attempt>();
    let most = 0;
    let now = 0;
    world.answer = async ({ url }) => {
      most = Math.max(most, ++now);
      const attempt = await (url.endsWith('/a') ? slow.promise : answered(200));
      now -= 1;
      return attempt;
    };
    world.meanwhile = () => {
      if (world.seconds >= 20) slow.resolve(answered(200));
    };
    await world.run();
    expect(world.calls).toEqual(['0 /a', '0 /b', '0 /c', '0 /d']);
    expect([most, world.seconds]).toEqual([2, 20]);
    expect(world.released).toEqual(['b', 'c', 'd', 'a'].map(idOf));
  });

  it('one that cannot be checked keeps no other from it, and the function fails', async () => {
    world.given('a', failingSince(-31));
    world.given('b', failingSince(-30));
    world.answer = ({ url }) => {
      if (url.endsWith('/a')) throw new AwsCallError('ProberFailed', 'prober: {}', true);
      return answered(200);
    };
    await expect(world.run()).rejects.toThrow('1 webhooks were not seen to');
    expect(world.calls).toEqual(['0 /a', '0 /b']);
    expect(world.released).toEqual([idOf('b')]);
    expect(world.healthOf('a')).toEqual(failingSince(-31));
    expect(world.leases.taken.size).toBe(0);
  });
});

describe('two runs', () => {
  const other = () => new MemoryLeases(() => world.nowMs, 'other', world.leases.taken);

  it('a scheduled one waits for the other to end', async () => {
    world.given('a', failingSince(-30));
    await other().take('checks', startMs + 12_000);
    await world.run();
    expect(world.calls).toEqual(['12 /a']);
  });

  it('a scheduled one gives up when its time is over', async () => {
    world.given('a', failingSince(-30));
    await other().take('checks', startMs + 95_000);
    await world.run();
    expect([world.seconds, world.calls, world.looks]).toEqual([60, [], []]);
    expect(world.leases.taken.get('checks')).toMatchObject({ holder: 'other' });
  });

  it('one that was asked for leaves it to the other, unless that one is just ending', async () => {
    world.given('a', failingSince(-30));
    await other().take('checks', startMs + 2_500);
    await world.run(asked);
    expect([world.seconds, world.calls]).toEqual([2, []]);
    await world.run(asked);
    expect(world.calls).toEqual(['4 /a']);
  });
});

describe('a run that was asked for', () => {
  it('looks twice, for the index lags', async () => {
    world.meanwhile = () => {
      world.given('a', failingSince(0));
    };
    await world.run(asked);
    expect(world.calls).toEqual(['30 /a']);
  });

  it('ends when there is nothing after all', async () => {
    await world.run(asked);
    expect([world.seconds, world.looks]).toEqual([5, [0, 5]]);
  });
});

it('refuses an input that is neither', async () => {
  await expect(world.run({ check: 7 })).rejects.toMatchObject({ name: '$ZodError' });
});
