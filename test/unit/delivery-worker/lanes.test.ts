import { describe, expect, it } from 'vitest';
import { webhookState } from '../../support/webhook-state.ts';
import {
  type Answer,
  bodyOf,
  failedAttempts,
  idOf,
  message,
  record,
  start,
  WorkerWorld,
  webhookId,
} from './worker-world.ts';

const startMs = Date.parse(start);
const at = (offsetMs: number) => new Date(startMs + offsetMs).toISOString();
const minuteMs = 60_000;

/** An answer that comes when the test says so. */
function later(): { answer: Promise<Answer>; give: (answer: Answer) => void } {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  return { answer: promise, give: resolve };
}

/** What a batch that was held up has come to: its last look into the queue takes up to a second. */
async function ended(world: WorkerWorld, received: Promise<string[]>): Promise<string[]> {
  await world.time.pass(1000);
  return received;
}

const webhookOf = (world: WorkerWorld) => world.states.get(webhookId)?.webhook;
const passed = (eventId: string, hops = 0) => ({
  body: bodyOf(eventId),
  groupId: webhookId,
  delaySeconds: 0,
  hops,
});

describe('a message in the fast lane', () => {
  const slow = webhookState({ slowSince: start });

  it.each([
    ['was found to be slow', slow],
    ['has a long timeout of its own', webhookState({ options: { timeoutSeconds: 10.1 } })],
  ])('of a webhook that %s is passed on, not called', async (_, state) => {
    const world = new WorkerWorld();
    world.setState(state);
    expect(await world.receive([message('e1', { groupId: webhookId })])).toEqual([]);
    expect([world.calls.length, world.passedOn, world.counts]).toEqual([
      0,
      [passed('e1')],
      { MessagePassedOn: 1 },
    ]);
  });

  it('keeps its dead-letter hops', async () => {
    const world = new WorkerWorld();
    world.setState(slow);
    expect(await world.receive([message('e1', { hops: 1 })])).toEqual([]);
    expect(world.passedOn).toEqual([passed('e1', 1)]);
  });

  it('keeps its slot, and takes none here', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({ slowSince: start, options: { callsPerSecond: 2, concurrentCalls: 1 } }));
    await world.receive([message('e1', { hops: 0, slotAtMs: startMs })]);
    await world.receive([message('e2')]);
    expect(world.passedOn).toEqual([{ ...passed('e1'), slotAtMs: startMs }, passed('e2')]);
    expect([world.slotsAsked, world.permitLog]).toEqual([[], []]);
  });

  it('comes again when the slow queue does not take it', async () => {
    const world = new WorkerWorld();
    world.setState(slow);
    world.queueTakes = false;
    expect(await world.receive([message('e1')])).toEqual(['e1']);
    expect([world.hidden, world.counts]).toEqual([[{ receiptHandle: 'receipt-e1', seconds: 5 }], {}]);
  });

  it('is passed on only when it is due; what is held is held here', async () => {
    const world = new WorkerWorld();
    world.setState(slow);
    world.deliveries.put(record('e1', { ...failedAttempts(1), nextAttemptAt: at(60_000) }));
    expect(await world.receive([message('e1', { receives: 2 })])).toEqual(['e1']);
    world.setState(webhookState({ slowSince: start }, { status: 'paused' }));
    world.time.nowMs += 5000;
    expect(await world.receive([message('e2')])).toEqual([]);
    expect([world.passedOn, world.recordOf('e2')?.status]).toEqual([[], 'held']);
  });

  it('that came alone, as a suspect, is called here whatever its lane', async () => {
    const world = new WorkerWorld();
    world.setState(slow);
    expect(await world.receive([message('e1', { queue: 'IsolationQueue', hops: 2 })])).toEqual([]);
    expect([world.calls.length, world.passedOn.length]).toEqual([1, 0]);
  });
});

describe('several messages of a webhook in one batch of the fast lane', () => {
  it('wait for the first, then go at once', async () => {
    const world = new WorkerWorld();
    const first = later();
    world.answers = [first.answer, 200];
    const received = world.receive([message('e1'), message('e2'), message('e3')]);
    await world.time.pass(900);
    expect(world.calls.length).toBe(1);
    first.give(200);
    await world.time.pass(0);
    expect(await ended(world, received)).toEqual([]);
    expect([world.calls.length, world.passedOn.length, world.time.timers.size]).toEqual([3, 0, 0]);
    const ids = world.calls.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual(['e1', 'e2', 'e3'].map(idOf));
    expect(world.calls[1]?.headers['webhook-timestamp']).toBe(String(startMs / 1000));
  });

  it('are passed on once the first has been open for a second; the first is called once', async () => {
    const world = new WorkerWorld();
    const first = later();
    world.answers = [first.answer];
    const received = world.receive([message('e1'), message('e2'), message('e3')]);
    await world.time.pass(999);
    expect(world.passedOn).toEqual([]);
    await world.time.pass(1);
    expect(world.passedOn).toEqual([passed('e2'), passed('e3')]);
    await world.time.pass(5000);
    first.give('timeout');
    await world.time.pass(0);
    expect(await ended(world, received)).toEqual(['e1']);
    expect([world.calls.length, world.recordOf('e1')?.attemptsInRun]).toEqual([1, 1]);
    expect(world.recordOf('e2')).toBeUndefined();
  });

  it('go side by side while the webhook answers quickly, for ten seconds after its last answer', async () => {
    const world = new WorkerWorld();
    await world.receive([message('e0')]);
    const open = later();
    world.answers = [200, open.answer];
    world.time.nowMs += 9999;
    const first = world.receive([message('e1'), message('e2')]);
    await world.time.pass(0);
    expect(world.calls.length).toBe(3);
    open.give(200);
    await first;
    const held = later();
    world.answers = [200, 200, 200, held.answer];
    world.time.nowMs += 10_000;
    const second = world.receive([message('e3'), message('e4')]);
    await world.time.pass(0);
    expect(world.calls.length).toBe(4);
    held.give(200);
    await second;
    expect(world.calls.length).toBe(5);
  });
});

describe('the lane of a webhook', () => {
  it('becomes slow while a call is still open after two seconds, by one write', async () => {
    const world = new WorkerWorld();
    await world.receive([message('e0')]);
    const open = later();
    world.answers = [200, open.answer];
    const received = world.receive([message('e1'), message('e2')]);
    await world.time.pass(1999);
    expect(world.laneWrites).toEqual([]);
    await world.time.pass(1);
    expect([world.laneWrites, webhookOf(world)]).toMatchObject([
      [at(2000)],
      { slowSince: at(2000), rule: 'pending', version: 1, revision: 2 },
    ]);
    await world.time.pass(6000);
    open.give('timeout');
    await world.time.pass(0);
    expect(await ended(world, received)).toEqual(['e1', 'e2']);
    expect([world.laneWrites.length, world.counts.WebhookSlow]).toEqual([1, 1]);
    // What comes next is passed on: this instance knows at once.
    expect(await world.receive([message('e3')])).toEqual([]);
    expect(world.passedOn).toEqual([passed('e3')]);
  });

  it('becomes slow at the third slow call of ten', async () => {
    const world = new WorkerWorld();
    world.durationsMs.push(1001, 7, 1001, 7, 1001);
    for (const eventId of ['e1', 'e2', 'e3', 'e4']) await world.receive([message(eventId)]);
    expect(world.laneWrites).toEqual([]);
    await world.receive([message('e5')]);
    expect([world.laneWrites, webhookOf(world)?.slowSince]).toEqual([[start], start]);
  });

  it('writes nothing for a webhook that stays where it is', async () => {
    const world = new WorkerWorld();
    world.durationsMs.push(1001, 1001);
    for (let n = 0; n < 40; n++) await world.receive([message(`e${n}`)]);
    expect([world.laneWrites, world.lookups]).toEqual([[], 1]);
  });

  it('becomes fast after ten minutes and twenty quick calls, and starts anew', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({ slowSince: at(-10 * minuteMs), revision: 2 }));
    for (let n = 0; n < 19; n++) await world.receive([message(`e${n}`, { queue: 'SlowQueue' })]);
    expect(world.laneWrites).toEqual([]);
    await world.receive([message('e19', { queue: 'SlowQueue' })]);
    expect([world.laneWrites, webhookOf(world)]).toMatchObject([
      [undefined],
      { rule: 'pending', revision: 3 },
    ]);
    expect(webhookOf(world)?.slowSince).toBeUndefined();
    await world.receive([message('e20')]);
    expect([world.calls.length, world.passedOn.length, world.counts.WebhookFast]).toEqual([21, 0, 1]);
  });

  it('forgets what it saw of the webhook before its lane or its URL was another', async () => {
    const world = new WorkerWorld();
    world.durationsMs.push(1001, 1001, 1001);
    for (const eventId of ['e1', 'e2']) await world.receive([message(eventId)]);
    world.setState(webhookState({ url: 'https://elsewhere.example.com/in' }));
    world.time.nowMs += 5000;
    await world.receive([message('e3')]);
    expect(world.laneWrites).toEqual([]);
  });

  it('is judged anew when somebody else changes the webhook first', async () => {
    const world = new WorkerWorld();
    const open = later();
    world.answers = [open.answer];
    const received = world.receive([message('e1')]);
    await world.time.pass(1000);
    world.setState(webhookState({ name: 'renamed', version: 2 }));
    await world.time.pass(1000);
    expect(webhookOf(world)).toMatchObject({ name: 'renamed', slowSince: at(2000), version: 2, revision: 3 });
    open.give(200);
    await ended(world, received);
  });

  it.each([
    ['was given another URL', webhookState({ url: 'https://elsewhere.example.com/in', version: 2 })],
    ['was deleted', webhookState({ deletedAt: start, version: 2 })],
    ['was found to be slow by another instance', webhookState({ slowSince: at(1500), revision: 2 })],
  ])('stays when the webhook %s meanwhile', async (_, changed) => {
    const world = new WorkerWorld();
    const open = later();
    world.answers = [open.answer];
    const received = world.receive([message('e1')]);
    await world.time.pass(1000);
    world.setState(changed);
    await world.time.pass(1000);
    expect([world.laneWrites, world.states.get(webhookId)]).toEqual([[], changed]);
    open.give(200);
    await ended(world, received);
  });

  it('stays while our own way out fails; this instance avoids the webhook for a minute all the same', async () => {
    const world = new WorkerWorld();
    world.canaryAnswers = false;
    world.durationsMs.push(2000);
    await world.receive([message('e1')]);
    expect([world.laneWrites, world.canaryCalls, webhookOf(world)?.slowSince]).toEqual([[], 1, undefined]);
    world.time.nowMs += 59_999;
    await world.receive([message('e2')]);
    expect([world.calls.length, world.passedOn.length]).toEqual([1, 1]);
    world.time.nowMs += 1;
    await world.receive([message('e3')]);
    expect([world.calls.length, world.passedOn.length]).toEqual([2, 1]);
  });

  it('that cannot be written costs no attempt', async () => {
    const world = new WorkerWorld();
    const open = later();
    world.answers = [open.answer];
    world.laneFails = true;
    const received = world.receive([message('e1')]);
    await world.time.pass(2000);
    open.give(200);
    expect(await ended(world, received)).toEqual([]);
    expect([world.recordOf('e1')?.status, world.logs]).toEqual([
      'delivered',
      ['error the lane of a webhook could not be written'],
    ]);
  });
});

describe('a batch of the slow lane', () => {
  const slowly = (eventId: string) => message(eventId, { queue: 'SlowQueue' });
  const patient = webhookState({ options: { timeoutSeconds: 30 } });

  it('gives a call all the time that its webhook asks for, within that of the function', async () => {
    const world = new WorkerWorld();
    world.setState(patient);
    await world.receive([slowly('e1')], 60_000);
    await world.receive([slowly('e2')], 20_000);
    expect(world.calls.map(({ timeoutMs }) => timeoutMs)).toEqual([30_000, 18_000]);
  });

  it('has at most ten calls of a webhook open; what finds no time comes again, without an attempt', async () => {
    const world = new WorkerWorld();
    world.setState(patient);
    const open = later();
    world.answers = [open.answer];
    const ids = Array.from({ length: 12 }, (_, n) => `e${n}`);
    const received = world.receive(ids.map(slowly), 60_000);
    await world.time.pass(0);
    expect(world.calls.length).toBe(10);
    await world.time.pass(28_001);
    open.give(200);
    await world.time.pass(0);
    expect(await ended(world, received)).toEqual(['e10', 'e11']);
    expect(world.hidden).toEqual(['e10', 'e11'].map(id => ({ receiptHandle: `receipt-${id}`, seconds: 1 })));
    expect([world.calls.length, world.recordOf('e10')]).toEqual([10, undefined]);
  });

  it('lets the next one go when one has ended', async () => {
    const world = new WorkerWorld();
    world.setState(patient);
    const open = later();
    world.answers = [open.answer, ...Array.from({ length: 9 }, () => later().answer), 200];
    void world.receive(
      Array.from({ length: 11 }, (_, n) => slowly(`e${n}`)),
      60_000,
    );
    await world.time.pass(5000);
    open.give(200);
    await world.time.pass(0);
    expect(world.calls.length).toBe(11);
  });

  it.each([
    ['its owner has changed the webhook', webhookState({ ...patient.webhook, version: 2 })],
    ['it is paused', webhookState({ options: { timeoutSeconds: 30 } }, { status: 'paused', version: 2 })],
    ['it is gone', undefined],
  ])('calls nobody as it was known before a wait: %s', async (_, changed) => {
    const world = new WorkerWorld();
    world.setState(patient);
    const open = later();
    world.answers = [open.answer];
    const ids = Array.from({ length: 11 }, (_item, n) => `e${n}`);
    const received = world.receive(ids.map(slowly), 60_000);
    await world.time.pass(0);
    if (changed === undefined) world.states.delete(webhookId);
    else world.setState(changed);
    await world.time.pass(5000);
    open.give(200);
    await world.time.pass(0);
    expect(await ended(world, received)).toEqual(['e10']);
    expect(world.calls.length).toBe(10);
  });

  it('puts a fresh message back into the slow queue', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({ slowSince: start }));
    world.answers = [500];
    expect(await world.receive([message('e1', { queue: 'SlowQueue', receives: 5 })])).toEqual([]);
    expect([world.passedOn, world.sent]).toEqual([[{ ...passed('e1'), delaySeconds: 5 }], []]);
  });
});
