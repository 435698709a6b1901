import { beforeEach, describe, expect, it } from 'vitest';
import { webhookState } from '../../support/webhook-state.ts';
import { bodyOf, message, WorkerWorld } from './worker-world.ts';

let world: WorkerWorld;
beforeEach(async () => {
  world = new WorkerWorld();
  world.setState(webhookState({ format: 'slack' }));
  const companyId = 'acme';
  await world.directory.change({
    upsert: [
      { companyId, kind: 'project', id: 'website', name: 'Web site' },
      { companyId, kind: 'person', id: 'ada', name: 'Ada Lee' },
      { companyId: 'globex', kind: 'person', id: 'ben', name: 'Ben of others' },
    ],
    remove: [],
  });
});

const from = (eventId: string, detail: Record<string, unknown> = {}) =>
  message(eventId, { body: bodyOf(eventId, detail) });

/** Facts of each message that was sent. */
const facts = () =>
  world.calls.map(({ body }) => JSON.parse(body).blocks[0].text.text.split('\n').slice(1).join(', '));

const named = '*Project:* Web site, *By:* Ada Lee';
const withIds = '*Project:* website, *By:* ada';
const byAda = { actorId: 'ada' };

describe('names in messages', () => {
  it('are looked up together, once a minute, what is missing too', async () => {
    await world.receive([from('e1', byAda)]);
    await world.receive([from('e2', byAda), from('e3', { actorId: 'ben' })]);
    expect(facts()).toEqual([named, named, '*Project:* Web site, *By:* ben']);
    const asked = () => world.directory.asked.map(keys => keys.map(({ kind, id }) => `${kind} ${id}`).join());
    expect(asked()).toEqual(['project website,person ada', 'person ben']);
    await world.time.pass(59_999);
    await world.receive([from('e4', { actorId: 'ben' })]);
    expect(asked().length).toBe(2);
    await world.time.pass(1);
    await world.receive([from('e5', { actorId: 'ben' })]);
    expect(asked()).toEqual(['project website,person ada', 'person ben', 'project website,person ben']);
  });

  it('are never looked up for programs', async () => {
    world.setState(webhookState({ format: 'standard' }));
    await world.receive([from('e1', byAda)]);
    expect([world.calls.length, world.directory.asked]).toEqual([1, []]);
  });

  it('that cannot be read are ids, and nobody asks again for ten seconds', async () => {
    world.directory.beforeFind = async () => {
      throw new Error('no directory');
    };
    expect(await world.receive([from('e1', byAda)])).toEqual([]);
    await world.time.pass(9_999);
    await world.receive([from('e2', byAda)]);
    expect([facts(), world.directory.asked.length, world.logs]).toEqual([
      [withIds, withIds],
      1,
      ['warn names could not be looked up'],
    ]);
    world.directory.beforeFind = async () => {};
    await world.time.pass(1);
    await world.receive([from('e3', byAda)]);
    expect(facts().at(-1)).toBe(named);
  });

  it('hold a delivery up for a fifth of a second at most; what comes later is of use to the next one', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    world.directory.beforeFind = () => promise;
    const received = world.receive([from('e1', byAda)]);
    await world.time.pass(199);
    expect(world.calls.length).toBe(0);
    await world.time.pass(1);
    await received;
    expect(facts()).toEqual([withIds]);
    resolve();
    await world.time.pass(0);
    await world.receive([from('e2', byAda)]);
    expect([facts(), world.directory.asked.length]).toEqual([[withIds, named], 1]);
  });

  it('leave no timer behind', async () => {
    await world.receive([from('e1', byAda)]);
    const before = world.time.timers.size;
    await world.time.pass(60_000);
    const other = world.time.timers.size;
    await world.receive([from('e2', byAda)]);
    expect([before, other, world.time.timers.size]).toEqual([before, before, before]);
  });
});
