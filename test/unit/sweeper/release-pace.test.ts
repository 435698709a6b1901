import { describe, expect, it } from 'vitest';
import { beginFailing, recover, startRelease, stopRelease } from '../../../functions/domain/health.ts';
import { releasePerSecond } from '../../../functions/domain/release-pace.ts';
import type { Health } from '../../../functions/domain/webhook.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { record, start, webhookId } from '../delivery-worker/worker-world.ts';
import { at, SweeperWorld, startMs } from './sweeper-world.ts';

const failing = beginFailing(webhookState().health, healthPolicy, { now: at(-60_000), by: 'delivery:dlv_1' });
const releasing = startRelease(failing, start);

/** A webhook with so many held deliveries, in the order of their ids, each with the second in which it is sent. */
function worldOf(
  health: Health,
  held: number,
): { world: SweeperWorld; sentAtSeconds: number[]; order: string[] } {
  const world = new SweeperWorld();
  const sentAtSeconds: number[] = [];
  const order: string[] = [];
  world.states.set(webhookId, webhookState({}, health));
  for (let i = 0; i < held; i++) {
    const id = `dlv_${String(i).padStart(4, '0')}`;
    world.deliveries.put(record('x', { id, status: 'held' }));
    world.deliveries.eventTexts.set(id, JSON.stringify({ id }));
  }
  world.takes = ({ body }) => {
    sentAtSeconds.push(Math.floor((world.nowMs - startMs) / 1000));
    order.push(JSON.parse(body).event.id);
    return true;
  };
  return { world, sentAtSeconds, order };
}

describe('a release', () => {
  it('sends one in the first second, then twice as many each second, oldest first', async () => {
    const { world, sentAtSeconds, order } = worldOf(releasing, 20);
    await world.sweep();
    const perSecond = [0, 1, 2, 3, 4].map(second => sentAtSeconds.filter(at => at === second).length);
    expect(perSecond).toEqual([1, 2, 4, 8, 5]);
    expect(order).toEqual([...order].sort());
  });

  it('makes a failing webhook active when nothing is held any more, and watches for late ones', async () => {
    const { world } = worldOf(releasing, 1);
    await world.sweep();
    const now = at(1000);
    expect(world.state?.health).toEqual(recover(releasing, { now, by: 'release' }));
    expect(world.logs).toContain('info a webhook has recovered');
  });

  it('ends when a call has failed', async () => {
    const { world, order } = worldOf(releasing, 20);
    const stopped = stopRelease(releasing, healthPolicy, at(1000));
    world.deliveries.before = () => {
      if (order.length === 3) world.states.set(webhookId, webhookState({}, stopped));
    };
    await world.sweep();
    expect(order.length).toBe(3);
    expect(world.state?.health).toEqual(stopped);
  });

  it('goes on in the next sweep as fast as it was', async () => {
    const { world, sentAtSeconds } = worldOf(releasing, 1000);
    world.nowMs = startMs + 6000;
    world.remainingMs = 11_000;
    await world.sweep();
    expect(sentAtSeconds.length).toBe(64);
    await world.sweep();
    expect(sentAtSeconds.length).toBe(64 + 128);
  });

  it('leaves other webhooks their own pace', async () => {
    const { world, sentAtSeconds } = worldOf(releasing, 3);
    const other = 'whk_01kdvdnt000000000000000001';
    const { webhook, health } = webhookState({ id: other }, releasing);
    world.states.set(other, { webhook, health });
    world.deliveries.put(record('y', { id: 'dlv_y', webhookId: other, status: 'held' }));
    world.deliveries.eventTexts.set('dlv_y', JSON.stringify({ id: 'dlv_y' }));
    await world.sweep();
    expect(sentAtSeconds).toEqual([0, 0, 1, 1]);
  });
});

it.each([
  { ms: -2000, count: 1 },
  { ms: 0, count: 1 },
  { ms: 999, count: 1 },
  { ms: 1000, count: 2 },
  { ms: 7000, count: 128 },
  { ms: 8000, count: 200 },
  { ms: 86_400_000, count: 200 },
])('after $ms ms: $count a second', ({ ms, count }) => {
  expect(releasePerSecond(start, startMs + ms)).toBe(count);
});
