import { describe, expect, it } from 'vitest';
import { sweep } from '../../../functions/sweeper/sweep.ts';
import { MemoryLeases } from '../../support/memory-leases.ts';
import { bodyOf, webhookId } from '../delivery-worker/worker-world.ts';
import { at, enabled, SweeperWorld } from './sweeper-world.ts';

function worldWithBoth(): SweeperWorld {
  const world = new SweeperWorld();
  world.states.set(webhookId, enabled(0));
  world.hold('held');
  world.park('due', at(0));
  return world;
}

describe('two sweeps at once', () => {
  it('send each delivery once', async () => {
    const world = worldWithBoth();
    const leasesOf = (holder: string) => new MemoryLeases(() => world.nowMs, holder, world.deps.leases.taken);
    const remaining = () => world.remainingMs;
    await Promise.all([
      sweep(world.deps, {}, remaining),
      sweep({ ...world.deps, leases: leasesOf('second') }, {}, remaining),
      sweep({ ...world.deps, leases: leasesOf('third') }, { release: webhookId }, remaining),
    ]);
    expect(world.sentBodies()).toEqual([bodyOf('due'), bodyOf('held')]);
    expect(world.logs).toHaveLength(2);
  });

  it('give their leases back, also when a part fails or time is over', async () => {
    const world = worldWithBoth();
    world.takes = () => {
      throw new Error('down');
    };
    await expect(world.sweep()).rejects.toThrow('2 parts of the sweep failed; the next one takes them up');
    expect(world.deps.leases.taken.size).toBe(0);
    world.takes = () => {
      expect([...world.deps.leases.taken.keys()].sort()).toEqual(['due', `release#${webhookId}`]);
      world.remainingMs = 0;
      return true;
    };
    await world.sweep();
    expect(world.sent).toHaveLength(2);
    expect(world.deps.leases.taken.size).toBe(0);
  });

  it('go on 90 s after one has crashed', async () => {
    const world = worldWithBoth();
    const crashed = new MemoryLeases(() => world.nowMs, 'crashed', world.deps.leases.taken);
    for (const name of ['due', `release#${webhookId}`]) await crashed.take(name, world.nowMs + 90_000);
    world.nowMs += 89_999;
    await world.sweep();
    expect(world.sent).toEqual([]);
    world.nowMs += 1;
    await world.sweep();
    expect(world.sent).toHaveLength(2);
  });

  it('hold a lease for 90 s', async () => {
    const world = worldWithBoth();
    const until: number[] = [];
    world.takes = () => {
      until.push(...[...world.deps.leases.taken.values()].map(({ untilMs }) => untilMs - world.nowMs));
      return true;
    };
    await world.sweep();
    expect(new Set(until)).toEqual(new Set([90_000]));
  });
});

describe('one sweep', () => {
  it('lets what is due without end starve no release', async () => {
    const world = worldWithBoth();
    let parked = 0;
    world.takes = ({ body }) => {
      if (body !== bodyOf('held')) world.park(`more-${parked++}`, at(-1));
      world.remainingMs -= 1000;
      return true;
    };
    await world.sweep();
    expect(world.statusOf('held')).toBe('pending');
    expect(parked).toBeGreaterThan(1);
    // It stops within a second of the margin before the function's end.
    expect(world.remainingMs).toBeLessThanOrEqual(11_000);
  });
});
