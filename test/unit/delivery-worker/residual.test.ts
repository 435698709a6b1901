import { describe, expect, it } from 'vitest';
import type { Filter } from '../../../functions/domain/filter.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { bodyOf, idOf, message, record, start, WorkerWorld } from './worker-world.ts';

const startMs = Date.parse(start);

/** EventBridge cannot say "contains": the rule passes every event on that has a title. */
function listeningFor(text: string): Filter {
  const conditions = { op: 'contains', field: 'currentValue.title', value: text };
  const companies = [{ companyId: 'acme', projectIds: ['website'] }];
  return { anyOf: [{ eventTypes: ['*'], companies, conditions }] };
}

const titled = (title: string) => bodyOf('e1', { currentValue: { title } });

function worldOf(text: string): WorkerWorld {
  const world = new WorkerWorld();
  const state = webhookState({ filter: listeningFor(text) });
  expect(state.webhook.hasResidual).toBe(true);
  world.setState(state);
  return world;
}

describe('what the pattern of a filter could not say', () => {
  it('is asked before the call: a wanted event is delivered', async () => {
    const world = worldOf('ship');
    expect(await world.receive([message('e1', { body: titled('ship it') })])).toEqual([]);
    expect(world.calls).toHaveLength(1);
    expect(world.counts).toEqual({ DeliverySucceeded: 1 });
  });

  it('another one is counted and leaves no trace', async () => {
    const world = worldOf('ship');
    expect(await world.receive([message('e1', { body: titled('keep it'), sentAtMs: startMs - 1 })])).toEqual(
      [],
    );
    expect([world.calls, world.deliveries.calls, world.counts]).toEqual([[], [], { EventUnwanted: 1 }]);
    expect(world.lookups).toBe(1);
  });

  it('of a filter that was widened after the cache read it, an event that came since is not lost', async () => {
    const world = worldOf('ship');
    await world.receive([message('e0', { body: titled('ship it') })]);
    world.setState(webhookState({ filter: listeningFor('keep') }));
    const sentAtMs = startMs + 10;
    expect(await world.receive([message('e1', { body: titled('keep it'), sentAtMs })])).toEqual([]);
    expect([world.calls.length, world.lookups]).toEqual([2, 2]);
  });

  it('does not end a delivery that has begun', async () => {
    const world = worldOf('ship');
    world.deliveries.records.set(idOf('e1'), record('e1'));
    expect(await world.receive([message('e1', { body: titled('keep it'), receives: 2 })])).toEqual([]);
    expect(world.calls).toHaveLength(1);
  });

  it('is not asked of a webhook whose pattern says it all', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState());
    expect(webhookState().webhook.hasResidual).toBe(undefined);
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.calls).toHaveLength(1);
  });

  it('cannot be decided of some events that repeat a key: those are delivered, and logged', async () => {
    const world = new WorkerWorld();
    const names = Array.from({ length: 10 }, (_, i) => `f${i}`);
    // Ten fields in nine lists, each in an element of its own: two of them always meet in one list (the pigeonhole principle).
    const all = names.map(name => ({ op: 'eq', field: `x.${name}`, value: 1 }));
    const conditions = { all: [...all, { op: 'contains', field: 'title', value: 'x' }] };
    const companies = [{ companyId: 'acme', projectIds: ['website'] }];
    world.setState(webhookState({ filter: { anyOf: [{ eventTypes: ['*'], companies, conditions }] } }));
    const list = JSON.stringify(names.map(name => ({ [name]: 1 })));
    const lists = Array.from({ length: 9 }, () => `"x":${list}`).join();
    const body = bodyOf('e1').replace('"recordId"', `"title":"x",${lists},"recordId"`);
    expect(await world.receive([message('e1', { body })])).toEqual([]);
    expect([world.calls.length, world.logs]).toEqual([1, ['warn a filter could not be decided']]);
  });
});
