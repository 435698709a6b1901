import { describe, expect, it } from 'vitest';
import { webhookState } from '../../support/webhook-state.ts';
import { bodyOf, failedAttempts, idOf, record, webhookId } from '../delivery-worker/worker-world.ts';

import { at, SweeperWorld } from './sweeper-world.ts';

describe('parked deliveries', () => {
  it('are sent when due, as EventBridge made them, then marked', async () => {
    const world = new SweeperWorld();
    world.park('due', at(0));
    world.park('later', at(1));
    await world.sweep();
    expect(world.sent).toEqual([{ body: bodyOf('due'), groupId: webhookId, delaySeconds: 0, hops: 0 }]);
    expect(world.deliveries.calls).toEqual([`markSent ${idOf('due')}`]);
    expect(world.deliveries.records.get(idOf('due'))).toEqual(
      record('due', { ...failedAttempts(4), nextAttemptAt: at(0) }),
    );
    await world.sweep();
    expect(world.sent.length).toBe(1);
  });

  it('go into the lane of their webhook', async () => {
    const world = new SweeperWorld();
    const patientId = 'whk_01kdvdnt000000000000000001';
    world.states.set(webhookId, webhookState({ slowSince: at(-1000) }));
    world.states.set(patientId, webhookState({ id: patientId, options: { timeoutSeconds: 11 } }));
    const other = { ...record('other'), webhookId: 'whk_01kdvdnt000000000000000002' };
    for (const eventId of ['a', 'b', 'c']) world.park(eventId, at(0));
    const moved = { b: patientId, c: other.webhookId };
    for (const [eventId, id] of Object.entries(moved)) {
      const stored = world.deliveries.records.get(idOf(eventId));
      if (stored !== undefined) world.deliveries.put({ ...stored, webhookId: id });
    }
    world.takes = ({ groupId }) => groupId !== patientId;
    await world.sweep();
    expect([world.sentSlow, world.sent].map(sent => sent.map(({ groupId }) => groupId))).toEqual([
      [webhookId],
      [other.webhookId],
    ]);
    expect(world.deliveries.calls.toSorted()).toEqual(
      ['a', 'c'].map(eventId => `markSent ${idOf(eventId)}`).toSorted(),
    );
  });

  it('are not marked if SQS did not take them, and sent at the next sweep', async () => {
    const world = new SweeperWorld();
    world.park('a', at(0));
    world.park('b', at(0));
    world.takes = ({ body }) => body !== bodyOf('a');
    await world.sweep();
    expect(world.sentBodies()).toEqual([bodyOf('b')]);
    world.takes = () => true;
    await world.sweep();
    expect(world.sentBodies()).toEqual([bodyOf('a'), bodyOf('b')]);
  });

  it('are sent again if the sweeper died before the mark', async () => {
    const world = new SweeperWorld();
    world.park('a', at(0));
    world.deliveries.before = () => {
      throw new Error('died');
    };
    await expect(world.sweep()).rejects.toThrow('1 parts of the sweep failed; the next one takes them up');
    world.deliveries.before = () => {};
    await world.sweep();
    expect(world.sentBodies()).toEqual([bodyOf('a'), bodyOf('a')]);
    expect(world.deliveries.records.get(idOf('a'))?.parked).toBeUndefined();
  });

  it.each([
    [30_000, 1],
    [30_001, 0],
  ])('sent in %i ms: %i are marked', async (durationMs, marks) => {
    const world = new SweeperWorld();
    world.park('a', at(0));
    world.takes = () => {
      world.nowMs += durationMs;
      world.remainingMs = 0;
      return true;
    };
    await world.sweep();
    expect(world.sent.length).toBe(1);
    expect(world.deliveries.calls.length).toBe(marks);
  });

  it('go in pages of 50 until none is left', async () => {
    const world = new SweeperWorld();
    for (let i = 0; i < 120; i++) world.park(`e${i}`, at(-i));
    await world.sweep();
    expect(world.sent.length).toBe(120);
    expect(new Set(world.sentBodies()).size).toBe(120);
    expect(world.logs).toEqual(Array(3).fill('info parked deliveries were sent'));
  });

  it('that SQS does not take are tried once in a sweep', async () => {
    const world = new SweeperWorld();
    for (let i = 0; i < 60; i++) world.park(`e${i}`, at(-60 + i));
    let asked = 0;
    world.takes = ({ body }) => {
      asked += 1;
      return body !== bodyOf('e0');
    };
    await world.sweep();
    expect(asked).toBe(60);
    expect(world.sent.length).toBe(59);
  });

  it('whose event is lost end, so that they come up no more', async () => {
    const world = new SweeperWorld();
    world.park('lost', at(-1));
    world.park('whole', at(0));
    world.deliveries.eventTexts.delete(idOf('lost'));
    await world.sweep();
    expect(world.sentBodies()).toEqual([bodyOf('whole')]);
    expect(world.statusOf('lost')).toBe('failed');
    expect(world.logs).toEqual(['error a delivery has lost its event', 'info parked deliveries were sent']);
  });

  it('are left when 10 s are left', async () => {
    const world = new SweeperWorld();
    world.park('a', at(0));
    world.remainingMs = 10_000;
    await world.sweep();
    expect(world.sent).toEqual([]);
  });
});
