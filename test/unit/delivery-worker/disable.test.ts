import { describe, expect, it } from 'vitest';
import { disable, pause } from '../../../functions/domain/health.ts';
import type { OperationalEvent } from '../../../functions/domain/operational-event.ts';
import type { Health } from '../../../functions/domain/webhook.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { webhookState } from '../../support/webhook-state.ts';
import {
  attemptOf,
  eventTextOf,
  failedAttempts,
  idOf,
  message,
  record,
  start,
  WorkerWorld,
  webhookId,
} from './worker-world.ts';

const later = '2026-03-01T12:00:01.000Z';
const earlier = '2026-03-01T11:00:00.000Z';

/** As the delivery of an event disables it. */
function disabled(health: Health, reason: 'failures' | 'gone', eventId: string, now = start): Health {
  return disable(health, reason, healthPolicy, { now, by: `delivery:${idOf(eventId)}` });
}

function told(eventId: string): OperationalEvent {
  const detail = {
    webhookId,
    companyId: 'acme',
    deliveryId: idOf(eventId),
    eventId,
    eventType: 'TODO_MOVED',
  };
  return { type: 'delivery.failed', id: `${idOf(eventId)}#1`, detail: { ...detail, at: start } };
}

const fifthMessage = message('e1', { hops: 0 });
const fifthFailed = record('e1', {
  status: 'failed',
  attempts: [...failedAttempts(4).attempts, attemptOf(500)],
  attemptsInRun: 5,
});

/** A delivery before its fifth attempt, which fails. */
function beforeTheFifth(): WorkerWorld {
  const world = new WorkerWorld();
  world.deliveries.put(record('e1', failedAttempts(4)));
  world.answers = [500];
  return world;
}

describe('the fifth failure', () => {
  it('fails the delivery, disables the webhook, and tells of the delivery, in that order', async () => {
    const world = beforeTheFifth();
    expect(await world.receive([fifthMessage])).toEqual([]);
    expect(world.recordOf('e1')).toEqual(fifthFailed);
    expect(world.deliveries.eventTexts.get(idOf('e1'))).toBe(eventTextOf('e1'));
    expect(world.states.get(webhookId)?.health).toEqual(disabled(webhookState().health, 'failures', 'e1'));
    expect(world.published).toEqual([told('e1')]);
    expect(world.counts).toEqual({ AttemptFailed: 1, DeliveryFailed: 1, WebhookDisabled: 1 });
    expect(world.logs).toEqual(['warn a webhook was disabled']);
  });

  it('is known to this worker at once: the next event is held', async () => {
    const world = beforeTheFifth();
    await world.receive([fifthMessage]);
    expect(await world.receive([message('e2')])).toEqual([]);
    expect(world.calls.length).toBe(2);
    expect(world.recordOf('e2')).toEqual(record('e2', { status: 'held', waits: 1 }));
  });

  it('of two deliveries in a batch disables once', async () => {
    const world = beforeTheFifth();
    world.deliveries.put(record('e2', failedAttempts(4)));
    expect(await world.receive([fifthMessage, message('e2', { hops: 0 })])).toEqual([]);
    expect(world.recordOf('e2')?.status).toBe('failed');
    expect(world.states.get(webhookId)?.health.version).toBe(2);
    expect(world.published).toEqual([told('e1'), told('e2')]);
    expect(world.counts).toEqual({ AttemptFailed: 2, DeliveryFailed: 2, WebhookDisabled: 1 });
  });

  it('that could not be told is told at the next receive', async () => {
    const world = beforeTheFifth();
    world.publishFails = true;
    expect(await world.receive([fifthMessage])).toEqual(['e1']);
    expect(world.recordOf('e1')?.status).toBe('failed');
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 5 }]);
    world.publishFails = false;
    expect(await world.receive([message('e1', { hops: 0, receives: 2 })])).toEqual([]);
    expect(world.published).toEqual([told('e1')]);
    expect(world.calls.length).toBe(2);
  });
});

it('410 disables at once', async () => {
  const world = new WorkerWorld();
  world.answers = [410];
  expect(await world.receive([message('e1')])).toEqual([]);
  expect(world.states.get(webhookId)?.health).toEqual(disabled(webhookState().health, 'gone', 'e1'));
  expect(world.published).toEqual([told('e1')]);
});

describe('a webhook that has another URL since it was called', () => {
  const moved = webhookState({ url: 'https://new.example.com/in', version: 2 });

  /** The worker knows the old URL; the owner changes it during the call. */
  function movedDuringTheCall(answer: number, before: number): WorkerWorld {
    const world = new WorkerWorld();
    if (before > 0) world.deliveries.put(record('e1', failedAttempts(before)));
    world.answers = [
      Promise.resolve().then(() => {
        world.setState(moved);
        return answer;
      }),
    ];
    return world;
  }

  it('is not disabled by 410: the delivery is tried again', async () => {
    const world = movedDuringTheCall(410, 0);
    expect(await world.receive([message('e1')])).toEqual(['e1']);
    expect(world.states.get(webhookId)).toEqual(moved);
    expect(world.recordOf('e1')?.status).toBe('pending');
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 5 }]);
    expect(world.counts).toEqual({ AttemptFailed: 1 });
    expect(world.published).toEqual([]);
    world.time.nowMs += 5000;
    world.answers = [200];
    expect(await world.receive([message('e1', { receives: 2 })])).toEqual([]);
    expect(world.calls.map(({ url }) => url)).toEqual([
      'https://receiver.example.com/in',
      'https://new.example.com/in',
    ]);
  });

  it.each([500, 410])(
    'is not disabled by a fifth failure with %i: the delivery alone fails',
    async answer => {
      const world = movedDuringTheCall(answer, 4);
      expect(await world.receive([fifthMessage])).toEqual([]);
      expect(world.states.get(webhookId)).toEqual(moved);
      expect(world.recordOf('e1')).toEqual({
        ...fifthFailed,
        attempts: [...failedAttempts(4).attempts, attemptOf(answer)],
      });
      expect(world.published).toEqual([told('e1')]);
    },
  );

  it('is not disabled if it gets it just before the transaction', async () => {
    const world = beforeTheFifth();
    world.deliveries.before = method => {
      if (method === 'recordFailureAndHealth') world.setState(moved);
    };
    expect(await world.receive([fifthMessage])).toEqual([]);
    expect(world.states.get(webhookId)).toEqual(moved);
    expect(world.recordOf('e1')).toEqual(fifthFailed);
  });

  it('nor is one that is gone altogether', async () => {
    const world = beforeTheFifth();
    world.answers = [
      Promise.resolve().then(() => {
        world.states.clear();
        return 500;
      }),
    ];
    expect(await world.receive([fifthMessage])).toEqual(['e1']);
    expect(world.recordOf('e1')).toEqual(record('e1', failedAttempts(4)));
  });
});

describe('when the health has moved since it was read', () => {
  /** The fifth failure, with the webhook changed by somebody else before the transaction. */
  async function overtakenBy(change: (world: WorkerWorld) => void): Promise<WorkerWorld> {
    const world = beforeTheFifth();
    world.deliveries.before = method => {
      if (method !== 'recordFailureAndHealth') return;
      world.deliveries.before = () => {};
      change(world);
    };
    expect(await world.receive([fifthMessage])).toEqual([]);
    return world;
  }

  const kept = [
    {
      name: 'disabled by another delivery',
      state: { ...webhookState(), health: disabled(webhookState().health, 'failures', 'e0', earlier) },
    },
    {
      name: 'paused by its owner',
      state: {
        ...webhookState(),
        health: pause(webhookState().health, 'hold', { now: earlier, by: 'key:key_1' }),
      },
    },
    {
      name: 'enabled after the attempt',
      state: webhookState({}, { version: 3, revision: 3, changedAt: later }),
    },
    { name: 'deleted', state: webhookState({ deletedAt: later }, { version: 2, revision: 2 }) },
  ];
  it.each(kept)('$name: only the delivery fails', async ({ state }) => {
    const world = await overtakenBy(({ states }) => states.set(webhookId, state));
    expect(world.states.get(webhookId)).toEqual(state);
    expect(world.recordOf('e1')).toEqual(fifthFailed);
    expect(world.published).toEqual([told('e1')]);
  });

  it('enabled before the attempt: disabled at the new version', async () => {
    const state = webhookState({}, { version: 3, revision: 3, changedAt: earlier });
    const world = await overtakenBy(({ states }) => states.set(webhookId, state));
    expect(world.states.get(webhookId)?.health).toEqual(disabled(state.health, 'failures', 'e1'));
    expect(world.recordOf('e1')).toEqual(fifthFailed);
    expect(world.published).toEqual([told('e1')]);
  });

  const transactionsOf = ({ deliveries }: WorkerWorld): number =>
    deliveries.calls.filter(call => call.startsWith('recordFailureAndHealth')).length;

  it('the record itself has gone on: nothing is disabled', async () => {
    const world = await overtakenBy(({ deliveries }) =>
      deliveries.put(record('e1', { ...failedAttempts(4), status: 'delivered' })),
    );
    expect(world.states.get(webhookId)).toEqual(webhookState());
    expect(world.published).toEqual([]);
    expect(transactionsOf(world)).toBe(1);
  });

  it('the record is past its retention: the message is left for later, as a new one', async () => {
    const world = beforeTheFifth();
    world.deliveries.before = method => {
      if (method === 'recordFailureAndHealth') world.deliveries.records.clear();
    };
    expect(await world.receive([fifthMessage])).toEqual(['e1']);
    expect(transactionsOf(world)).toBe(1);
    expect(world.states.get(webhookId)).toEqual(webhookState());
  });

  it('again and again: the message is left for later, the attempt uncounted', async () => {
    const world = beforeTheFifth();
    world.deliveries.saveHealth = () => false;
    expect(await world.receive([fifthMessage])).toEqual(['e1']);
    expect(world.recordOf('e1')).toEqual(record('e1', failedAttempts(4)));
    expect(transactionsOf(world)).toBe(3);
    expect(world.calls.length).toBe(2);
  });
});
