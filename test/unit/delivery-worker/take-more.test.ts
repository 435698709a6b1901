import { describe, expect, it } from 'vitest';
import { webhookState } from '../../support/webhook-state.ts';
import { type Answer, message, record, WorkerWorld, webhookId } from './worker-world.ts';

const otherId = 'whk_01kdvdnt000000000000000001';
const patient = webhookState({ options: { timeoutSeconds: 30 } });

/** A world in which the first call hangs until the test says otherwise, and other webhooks' calls do not. */
function heldUp(): { world: WorkerWorld; give: (answer: Answer) => void } {
  const world = new WorkerWorld();
  world.states.set(otherId, webhookState({ id: otherId }));
  const { promise, resolve } = Promise.withResolvers<Answer>();
  world.answers = [promise, 200];
  return { world, give: resolve };
}

/** An event of the other webhook, or of yet another one. */
const other = (eventId: string, id = otherId) => {
  const { body, ...rest } = message(eventId);
  return { ...rest, body: body.replace(webhookId, id) };
};

describe('a worker that is held up', () => {
  it('takes more messages after a quarter of a second, works on them and deletes them', async () => {
    const { world, give } = heldUp();
    const received = world.receive([message('e1')]);
    world.queue.arrive(other('e2'), other('e3'));
    await world.time.pass(249);
    expect([world.queue.receives, world.calls.length]).toEqual([0, 1]);
    await world.time.pass(1);
    expect([world.calls.length, world.queue.removed, world.counts]).toEqual([
      3,
      ['e2', 'e3'],
      { MessageTaken: 2, DeliverySucceeded: 2 },
    ]);
    await world.time.pass(500);
    world.queue.arrive(other('e4'));
    await world.time.pass(0);
    expect([world.calls.length, world.queue.removed]).toEqual([4, ['e2', 'e3', 'e4']]);
    give(200);
    await world.time.pass(1000);
    expect(await received).toEqual([]);
    expect([world.counts.DeliverySucceeded, world.time.timers.size]).toEqual([4, 0]);
  });

  it('does not take any when nothing holds it up', async () => {
    const world = new WorkerWorld();
    await world.receive([message('e1')]);
    expect([world.queue.receives, world.time.timers.size]).toEqual([0, 0]);
  });

  it('gives each taken message the outcome that a brought one would have', async () => {
    const { world, give } = heldUp();
    world.answers = [...world.answers.slice(0, 1), 500];
    world.deliveries.put(record('e3', { status: 'delivered' }));
    const received = world.receive([message('e1')]);
    const again = message('e3', { receives: 2 });
    world.queue.arrive(other('e2'), again, message('e4', { body: 'poison' }));
    await world.time.pass(250);
    // e2 is tried again after its wait, and the unreadable one after a back-off: both are hidden, not deleted.
    expect(world.queue.removed).toEqual(['e3']);
    expect(world.hidden.map(({ receiptHandle, seconds }) => [receiptHandle, seconds])).toEqual([
      ['receipt-e4', 5],
      ['receipt-e2', 5],
    ]);
    give(200);
    await world.time.pass(1000);
    expect(await received).toEqual([]);
  });

  it('passes on what is taken of the webhook that holds it up', async () => {
    const { world, give } = heldUp();
    const received = world.receive([message('e1')]);
    await world.time.pass(1000);
    world.queue.arrive(message('e2', { hops: 1 }));
    await world.time.pass(0);
    expect([world.calls.length, world.passedOn.map(({ hops }) => hops), world.queue.removed]).toEqual([
      1,
      [1],
      ['e2'],
    ]);
    give(200);
    await world.time.pass(1000);
    await received;
  });

  it('takes nothing for which there would be no time, and tells what it left', async () => {
    const { world } = heldUp();
    const received = world.receive([message('e1')], 22_000);
    await world.time.pass(9999);
    const { receives } = world.queue;
    expect(receives).toBeGreaterThan(5);
    world.queue.arrive(other('e2'));
    await world.time.pass(1000);
    expect(world.calls.length).toBe(2);
    world.queue.arrive(other('e3'));
    await world.time.pass(11_001);
    expect(await received).toEqual(['e1']);
    expect([world.calls.length, world.queue.removed]).toEqual([2, ['e2']]);
    expect(world.logs).toContain('warn messages were left for later: the time of the function is over');
  });

  it('deletes what succeeded beside a taken call that outlives the function', async () => {
    const { world } = heldUp();
    const never = new Promise<Answer>(() => {});
    world.answers = [never, 200, never];
    const received = world.receive([message('e1')], 22_000);
    const thirdId = 'whk_01kdvdnt000000000000000002';
    world.states.set(thirdId, webhookState({ id: thirdId }));
    world.queue.arrive(other('e2'), other('e3', thirdId));
    await world.time.pass(22_000);
    expect(await received).toEqual(['e1']);
    expect([world.calls.length, world.queue.removed]).toEqual([3, ['e2']]);
  });

  it('has at most a hundred messages at work', async () => {
    const { world, give } = heldUp();
    const never = new Promise<Answer>(() => {});
    world.answers = [never];
    const received = world.receive([message('e1')]);
    for (let n = 100; n < 220; n++) {
      const id = `${otherId.slice(0, -3)}${n}`;
      world.states.set(id, webhookState({ id }));
      world.queue.arrive(other(`e${n}`, id));
    }
    await world.time.pass(900);
    expect(world.counts.MessageTaken).toBe(100);
    give(200);
    await world.time.pass(30_000);
    await received;
  });

  it('goes on without more when the queue cannot be read or a message not be deleted', async () => {
    const { world, give } = heldUp();
    world.queue.removeFails = true;
    const received = world.receive([message('e1')]);
    world.queue.arrive(other('e2'));
    await world.time.pass(250);
    expect(world.calls.length).toBe(2);
    world.queue.receiveFails = true;
    await world.time.pass(1000);
    give(200);
    await world.time.pass(0);
    expect(await received).toEqual([]);
    expect(world.logs).toEqual([
      'warn taken messages could not be deleted',
      'warn no more messages could be taken',
    ]);
  });

  it.each(['SlowQueue', 'IsolationQueue'] as const)(
    'takes of the slow queue as well, and nothing beside a suspect: %s',
    async queue => {
      const { world, give } = heldUp();
      world.setState(patient);
      const received = world.receive([message('e1', { queue })], 65_000);
      world.queue.arrive(other('e2'));
      await world.time.pass(33_100);
      expect(world.calls.length).toBe(queue === 'SlowQueue' ? 2 : 1);
      const { receives } = world.queue;
      await world.time.pass(10_000);
      // No later than a call of the longest timeout could end.
      expect([world.queue.receives, receives > 0]).toEqual([receives, queue === 'SlowQueue']);
      give(200);
      await world.time.pass(0);
      expect(await received).toEqual([]);
    },
  );
});
