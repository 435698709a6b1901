import { describe, expect, it } from 'vitest';
import { disable, endHeld, pause } from '../../../functions/domain/health.ts';
import type { QueueMessage } from '../../../functions/domain/ports.ts';
import type { WebhookState } from '../../../functions/domain/webhook.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { bodyOf, idOf, record, start, webhookId } from '../delivery-worker/worker-world.ts';

import { at, enabled, SweeperWorld } from './sweeper-world.ts';

const change = { now: start, by: 'key:key_1' } as const;

const sentId = ({ body }: QueueMessage) => idOf(JSON.parse(body).event.id);

describe('held deliveries of an enabled webhook', () => {
  it('are sent first and pending then', async () => {
    const world = new SweeperWorld();
    world.states.set(webhookId, enabled(0));
    world.hold('a', 'b');
    world.deliveries.before = (_, id) => expect(world.sent.map(sentId)).toContain(id);
    await world.sweep();
    expect(world.sentBodies()).toEqual([bodyOf('a'), bodyOf('b')]);
    expect([world.statusOf('a'), world.statusOf('b')]).toEqual(['pending', 'pending']);
  });

  it('go into the lane of the webhook', async () => {
    const world = new SweeperWorld();
    const { webhook, health } = enabled(0);
    world.states.set(webhookId, { webhook: { ...webhook, slowSince: at(-1000) }, health });
    world.hold('a', 'b');
    await world.sweep();
    expect([world.sent.length, world.sentSlow.map(({ body }) => body).sort()]).toEqual([
      0,
      [bodyOf('a'), bodyOf('b')],
    ]);
  });

  it('stay under watch for late arrivals for 60 s', async () => {
    const world = new SweeperWorld();
    world.states.set(webhookId, enabled(0));
    world.nowMs += 60_000;
    await world.sweep();
    expect(world.state).toEqual(enabled(0));
    world.hold('late');
    await world.sweep();
    expect(world.statusOf('late')).toBe('pending');
    world.nowMs += 1;
    await world.sweep();
    const { releasingSince: _, ...health } = enabled(0).health;
    expect(world.state?.health).toEqual({ ...health, revision: 4 });
    expect(world.state?.health.version).toBe(3);
  });

  it('are not given up by a sweep that has just released some', async () => {
    const world = new SweeperWorld();
    world.states.set(webhookId, enabled(-600_000));
    world.hold('a');
    await world.sweep();
    expect(world.state).toEqual(enabled(-600_000));
    await world.sweep();
    expect(world.state?.health.releasingSince).toBeUndefined();
  });

  it('that SQS does not take are tried once in a sweep', async () => {
    const world = new SweeperWorld();
    world.states.set(webhookId, enabled(-600_000));
    world.hold('a');
    let asked = 0;
    world.takes = () => {
      asked += 1;
      return false;
    };
    await world.sweep();
    expect(asked).toBe(1);
    expect(world.state).toEqual(enabled(-600_000));
  });

  it('whose event is lost end', async () => {
    const world = new SweeperWorld();
    world.states.set(webhookId, enabled(0));
    world.hold('a', 'b');
    world.deliveries.eventTexts.delete(idOf('a'));
    await world.sweep();
    expect([world.statusOf('a'), world.statusOf('b')]).toEqual(['failed', 'pending']);
  });

  it('are released at once when asked for, and only that webhook’s', async () => {
    const world = new SweeperWorld();
    const other = 'whk_01kdvdnt000000000000000009';
    world.states.set(webhookId, enabled(0));
    world.states.set(other, enabled(0));
    world.hold('a');
    world.park('due', at(0));
    world.deliveries.put(record('x', { id: 'dlv_x', webhookId: other, status: 'held' }));
    await world.sweep({ release: webhookId });
    expect(world.sentBodies()).toEqual([bodyOf('a')]);
    expect(world.deliveries.records.get('dlv_x')?.status).toBe('held');
  });

  it('are left alone where no release is on', async () => {
    const world = new SweeperWorld();
    world.states.set(webhookId, webhookState());
    world.hold('a');
    await world.sweep({ release: webhookId });
    await world.sweep({ release: 'whk_01kdvdnt000000000000000008' });
    expect(world.sent).toEqual([]);
  });

  it.each([
    { name: 'paused', health: { ...pause(webhookState().health, 'hold', change), releasingSince: start } },
    {
      name: 'disabled',
      health: { ...disable(webhookState().health, 'gone', healthPolicy, change), releasingSince: start },
    },
  ])('stay held when the webhook is $name, and the release is over', async ({ health }) => {
    const world = new SweeperWorld();
    world.states.set(webhookId, { ...webhookState(), health });
    world.hold('a');
    await world.sweep();
    expect(world.sent).toEqual([]);
    const { releasingSince: _, ...rest } = health;
    expect(world.state?.health).toEqual({ ...rest, revision: health.revision + 1 });
  });

  it('stop at the page in which the webhook is paused again', async () => {
    const world = new SweeperWorld();
    world.states.set(webhookId, enabled(0));
    for (let i = 0; i < 80; i++) world.hold(`e${i}`);
    const paused = { ...webhookState(), health: pause(enabled(0).health, 'hold', change) };
    world.takes = () => {
      if (world.sent.length === 1) world.states.set(webhookId, paused);
      return true;
    };
    await world.sweep();
    expect(world.sent.length).toBe(3);
    expect(world.state).toEqual(paused);
  });

  it('a transition between reading and finishing is kept', async () => {
    const world = new SweeperWorld();
    world.states.set(webhookId, enabled(-100_000));
    const newer = enabled(0);
    const newerState = { ...newer, health: { ...newer.health, version: 5, revision: 5 } };
    world.deliveries.heldOf = async () => {
      world.states.set(webhookId, newerState);
      return [];
    };
    await world.sweep();
    expect(world.state).toEqual(newerState);
  });

  it('of one webhook that cannot be read hold up no other', async () => {
    const world = new SweeperWorld();
    world.states.set('whk_broken', enabled(0));
    world.states.set(webhookId, enabled(0));
    world.hold('a');
    const { find } = world.deps.webhooks;
    world.deps.webhooks.find = async id => {
      if (id === 'whk_broken') throw new Error('down');
      return find(id);
    };
    await expect(world.sweep()).rejects.toThrow('1 parts of the sweep failed; the next one takes them up');
    expect(world.sentBodies()).toEqual([bodyOf('a')]);
    expect(world.logs).toContain('error a part of the sweep failed');
  });

  it('of a large backlog let small ones go in between', async () => {
    const world = new SweeperWorld();
    const ids = ['1', '2', '3', '4', '5'].map(last => `whk_01kdvdnt00000000000000000${last}`);
    for (const [i, id] of ids.entries()) {
      world.states.set(id, enabled(0));
      const backlog = i === 0 ? 120 : 1;
      for (let n = 0; n < backlog; n++) {
        world.deliveries.put(record('x', { id: `dlv_${id}_${n}`, webhookId: id, status: 'held' }));
        world.deliveries.eventTexts.set(`dlv_${id}_${n}`, '{}');
      }
    }
    await world.sweep();
    const order = world.sent.map(({ groupId = '' }) => ids.indexOf(groupId));
    expect(order.indexOf(4)).toBeLessThan(order.lastIndexOf(0));
    expect(order.length).toBe(124);
  });
});

describe('held deliveries of a deleted webhook', () => {
  const deleted: WebhookState = {
    webhook: webhookState({ deletedAt: start }).webhook,
    health: endHeld(webhookState().health, change),
  };

  it('end without a message', async () => {
    const world = new SweeperWorld();
    world.states.set(webhookId, deleted);
    for (let i = 0; i < 60; i++) world.hold(`e${i}`);
    await world.sweep({ release: webhookId });
    expect(world.sent).toEqual([]);
    expect([...world.deliveries.records.values()].every(({ status }) => status === 'failed')).toBe(true);
    expect(world.state).toEqual(deleted);
    world.nowMs += 60_001;
    await world.sweep();
    expect(world.state?.health.releasingSince).toBeUndefined();
  });
});
