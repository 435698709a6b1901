import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../functions/domain/delivery.ts';
import { inNextRun, underNewId } from '../../../functions/domain/resend.ts';
import {
  bodyOf,
  eventTextOf,
  failedAttempts,
  idOf,
  record,
  webhookId,
} from '../delivery-worker/worker-world.ts';
import { at, SweeperWorld } from './sweeper-world.ts';

const other = 'dlv_01kdvdnt0000000000000000001mt8ahzzzzzzzzzzzzzzzzz';
const failed = record('e1', { status: 'failed', ...failedAttempts(5) });

function worldWith(delivery: Delivery): SweeperWorld {
  const world = new SweeperWorld();
  world.deliveries.put(delivery);
  world.deliveries.eventTexts.set(delivery.id, eventTextOf('e1'));
  return world;
}

describe('a delivery that was asked for again', () => {
  it('is sent at once, alone, by its record, and marked', async () => {
    const world = worldWith(inNextRun(failed, at(0)));
    world.park('another', at(0));
    await world.sweep({ send: failed.id });
    expect(world.sent).toEqual([{ body: bodyOf('e1'), groupId: webhookId, delaySeconds: 0, hops: 0 }]);
    expect(world.deliveries.calls).toEqual([`findWithEvent ${failed.id}`, `markSent ${failed.id}`]);
    expect(world.deliveries.records.get(failed.id)?.parked).toBeUndefined();
  });

  it('is sent by the schedule a minute later, if that failed', async () => {
    const world = worldWith(inNextRun(failed, at(0)));
    world.takes = () => false;
    await world.sweep({ send: failed.id });
    world.takes = () => true;
    world.nowMs += 59_999;
    await world.sweep();
    expect(world.sent).toEqual([]);
    world.nowMs += 1;
    await world.sweep();
    expect(world.sentBodies()).toEqual([bodyOf('e1')]);
  });

  it('under an id of its own goes with that id', async () => {
    const world = worldWith(underNewId(failed, other, at(0)));
    await world.sweep({ send: other });
    expect(world.sentBodies()).toEqual([
      `{"webhookId":"${webhookId}","deliveryId":"${other}","event":${eventTextOf('e1')}}`,
    ]);
  });

  it.each([
    ['delivered', { status: 'delivered' }],
    ['in the queue', { run: 2 }],
    ['held', { run: 2, status: 'held' }],
    ['parked after an attempt', { run: 2, attemptsInRun: 1, parked: true, nextAttemptAt: at(0) }],
    ['parked in its first run', { parked: true, nextAttemptAt: at(0) }],
  ] as const)('is left alone when it is %s', async (_, members) => {
    const world = worldWith(record('e1', members));
    await world.sweep({ send: idOf('e1') });
    expect([world.sent, world.deliveries.calls]).toEqual([[], [`findWithEvent ${idOf('e1')}`]]);
  });

  it('may be gone', async () => {
    const world = new SweeperWorld();
    await world.sweep({ send: idOf('gone') });
    expect([world.sent, world.logs]).toEqual([[], []]);
  });
});
