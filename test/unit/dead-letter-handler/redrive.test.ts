import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { handleDeadLetters } from '../../../functions/dead-letter-handler/handle-dead-letters.ts';
import { redrive } from '../../../functions/dead-letter-handler/redrive.ts';
import { newId } from '../../../functions/domain/identifiers.ts';
import type { MessageSource, Queue, QueueMessage, SourcedMessage } from '../../../functions/domain/ports.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { MemoryWebhookStore } from '../../support/memory-webhook-store.ts';
import { webhookState } from '../../support/webhook-state.ts';

const webhookId = webhookState().webhook.id;
const deletedId = 'whk_01kdvdnt000000000000000001';
const unknownId = 'whk_01kdvdnt000000000000000002';

function letter(
  id: string,
  attributes: Record<string, string> = {},
  body = `{"id":"${id}"}`,
): SourcedMessage {
  return { id, receiptHandle: `receipt-${id}`, body, attributes, receives: 1, sentAtMs: 0 };
}

function ruleLetter(id: string, ofWebhook = webhookId, body?: string): SourcedMessage {
  const RULE_ARN = `arn:aws:events:eu-west-1:123456789012:rule/bus/${ofWebhook}`;
  return letter(id, { RULE_ARN, ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: 'no' }, body);
}

/** Gives each message once: one that is not removed is hidden for longer than a redrive lives. */
class MemorySource implements MessageSource {
  readonly removed: string[] = [];
  receives = 0;
  waiting: SourcedMessage[] = [];

  async receive(): Promise<readonly SourcedMessage[]> {
    this.receives += 1;
    return this.waiting.splice(0, 10);
  }

  async remove(messages: readonly SourcedMessage[]): Promise<void> {
    this.removed.push(...messages.map(({ id }) => id));
  }
}

class MemoryQueue implements Queue {
  readonly sent: QueueMessage[] = [];
  refused = '';

  async send(messages: readonly QueueMessage[]): Promise<boolean[]> {
    const isTaken = messages.map(({ body }) => this.refused === '' || !body.includes(this.refused));
    this.sent.push(...messages.filter((_, i) => isTaken[i] === true));
    return isTaken;
  }
}

function world() {
  const webhooks = new MemoryWebhookStore();
  const deletedAt = '2026-02-01T00:00:00.000Z';
  for (const state of [webhookState(), webhookState({ id: deletedId, deletedAt })]) {
    webhooks.states.set(state.webhook.id, state);
  }
  let lookups = 0;
  const counts: Record<string, number> = {};
  const logs: string[] = [];
  const sources = { rules: new MemorySource(), parking: new MemorySource() };
  const [deliveryQueue, isolationQueue, parkingQueue] = [
    new MemoryQueue(),
    new MemoryQueue(),
    new MemoryQueue(),
  ];
  const deps = {
    webhooks: {
      find: (id: string) => {
        lookups += 1;
        return webhooks.find(id);
      },
    },
    sources,
    deliveryQueue,
    isolationQueue,
    parkingQueue,
    delaysSeconds: [10],
    metrics: {
      count: (name: string, value: number) => {
        counts[name] = (counts[name] ?? 0) + value;
      },
    },
    log: memoryLog((level, text, { messageId }) => logs.push(`${level} ${text} ${messageId}`)),
    now: () => Date.parse('2026-03-01T00:00:00.000Z'),
  };
  return { deps, sources, deliveryQueue, parkingQueue, counts, logs, lookups: () => lookups };
}

describe('redrive of what EventBridge could not deliver', () => {
  it('sends the event in its own text to its webhook, then removes it', async () => {
    const { deps, sources, deliveryQueue, counts, logs } = world();
    const text = '{"id": "e1","detail":{"n":1.0, "big":12345678901234567890,"s":"\\u00e4"}}';
    sources.rules.waiting = [ruleLetter('a', webhookId, text)];
    expect(await redrive(deps, 'rules', () => true)).toEqual({
      sentBack: 1,
      dropped: 0,
      parked: 0,
      left: 0,
      isEmpty: true,
    });
    expect(deliveryQueue.sent).toEqual([
      { body: `{"webhookId":"${webhookId}","event":${text}}`, groupId: webhookId, delaySeconds: 0, hops: 0 },
    ]);
    expect(sources.rules.removed).toEqual(['a']);
    expect([counts, logs]).toEqual([{ EventSentBack: 1 }, ['warn a dead letter goes back a']]);
  });

  it.each([deletedId, unknownId])('drops events of %s, which is not there, and counts them', async id => {
    const { deps, sources, deliveryQueue, counts, logs } = world();
    sources.rules.waiting = [ruleLetter('a', id), ruleLetter('b')];
    expect(await redrive(deps, 'rules', () => true)).toMatchObject({ sentBack: 1, dropped: 1, left: 0 });
    expect(deliveryQueue.sent).toHaveLength(1);
    expect(sources.rules.removed).toEqual(['a', 'b']);
    expect(counts).toEqual({ EventSentBack: 1, EventDropped: 1 });
    expect(logs).toContain('warn a dead letter of a deleted webhook was dropped a');
  });

  it('leaves it to the delivery-worker whether a webhook has come that was being created', async () => {
    const { deps, sources, deliveryQueue, counts } = world();
    sources.rules.waiting = [ruleLetter('a', newId('whk', deps.now() - 59_999, new Uint8Array(16)))];
    expect(await redrive(deps, 'rules', () => true)).toMatchObject({ sentBack: 1, dropped: 0 });
    expect([deliveryQueue.sent.length, counts]).toEqual([1, { EventSentBack: 1 }]);
  });

  it('parks an event that names no webhook', async () => {
    const { deps, sources, parkingQueue, counts, logs } = world();
    sources.rules.waiting = [letter('a'), letter('b', { RULE_ARN: 'arn:aws:events:r:1:rule/bus/other' })];
    expect(await redrive(deps, 'rules', () => true)).toMatchObject({ sentBack: 0, parked: 2 });
    expect(parkingQueue.sent.map(({ body }) => body)).toEqual(['{"id":"a"}', '{"id":"b"}']);
    expect(sources.rules.removed).toEqual(['a', 'b']);
    expect(counts).toEqual({ MessageParked: 2 });
    expect(logs).toContain('error a dead letter names no webhook and was parked a');
  });

  it('leaves what SQS does not take', async () => {
    const { deps, sources, deliveryQueue, counts, logs } = world();
    deliveryQueue.refused = '"a"';
    sources.rules.waiting = [ruleLetter('a'), ruleLetter('b')];
    expect(await redrive(deps, 'rules', () => true)).toMatchObject({ sentBack: 1, left: 1, isEmpty: true });
    expect(sources.rules.removed).toEqual(['b']);
    expect(counts).toEqual({ EventSentBack: 1 });
    expect(logs).toContain('error a dead letter was not taken, and comes again a');
  });

  it('removes nothing when the delivery queue cannot be reached at all', async () => {
    const { deps, sources } = world();
    sources.rules.waiting = [ruleLetter('a')];
    const send = () => Promise.reject(new Error('access denied'));
    await expect(redrive({ ...deps, deliveryQueue: { send } }, 'rules', () => true)).rejects.toThrow(
      'denied',
    );
    expect(sources.rules.removed).toEqual([]);
  });

  it('goes on until the queue is empty, and asks for each webhook once', async () => {
    const { deps, sources, deliveryQueue, lookups } = world();
    sources.rules.waiting = Array.from({ length: 95 }, (_, i) => ruleLetter(`m${i}`));
    expect(await redrive(deps, 'rules', () => true)).toMatchObject({ sentBack: 95, isEmpty: true });
    expect(deliveryQueue.sent).toHaveLength(95);
    expect(lookups()).toBe(1);
  });

  it('stops when time is over, and says that there is more', async () => {
    const { deps, sources } = world();
    sources.rules.waiting = Array.from({ length: 95 }, (_, i) => ruleLetter(`m${i}`));
    let asked = 0;
    expect(await redrive(deps, 'rules', () => ++asked <= 5)).toMatchObject({ sentBack: 50, isEmpty: false });
    expect(sources.rules.waiting).toHaveLength(45);
  });
});

describe('redrive of what was parked', () => {
  it('sends it as new, unchanged, in its group, without asking for its webhook', async () => {
    const { deps, sources, deliveryQueue, lookups } = world();
    sources.parking.waiting = [
      { ...letter('a', { hops: '6' }, '{"webhookId":"whk_1","event":"no event"}'), groupId: 'g' },
      letter('b', { hops: '6' }, 'not even JSON'),
    ];
    expect(await redrive(deps, 'parking', () => true)).toMatchObject({ sentBack: 2, isEmpty: true });
    expect(deliveryQueue.sent).toEqual([
      { body: '{"webhookId":"whk_1","event":"no event"}', groupId: 'g', delaySeconds: 0, hops: 0 },
      { body: 'not even JSON', delaySeconds: 0, hops: 0 },
    ]);
    expect(sources.parking.removed).toEqual(['a', 'b']);
    expect([lookups(), sources.rules.receives]).toEqual([0, 0]);
  });
});

describe('handleDeadLetters', () => {
  const schedule = { 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} };

  it.each([
    ['the schedule', schedule, 'rules'],
    ['an operator, for rules', { redrive: 'rules' }, 'rules'],
    ['an operator, for the parking queue', { redrive: 'parking' }, 'parking'],
  ] as const)('redrives for %s', async (_, event, from) => {
    const { deps, sources } = world();
    sources[from].waiting = [ruleLetter('a')];
    expect(await handleDeadLetters(deps, event, () => 30_000)).toMatchObject({ sentBack: 1 });
    expect(sources[from].removed).toEqual(['a']);
  });

  it('refuses to redrive another queue', async () => {
    await expect(handleDeadLetters(world().deps, { redrive: 'all' }, () => 30_000)).rejects.toThrow();
  });

  it('receives nothing in its last ten seconds', async () => {
    const { deps, sources } = world();
    sources.rules.waiting = [ruleLetter('a')];
    expect(await handleDeadLetters(deps, schedule, () => 10_000)).toMatchObject({
      sentBack: 0,
      isEmpty: false,
    });
    expect(sources.rules.receives).toBe(0);
  });

  it('sends back the messages of a batch', async () => {
    const { deps, deliveryQueue } = world();
    const batch: SQSEvent = {
      Records: [
        {
          messageId: 'm',
          receiptHandle: 'r',
          body: 'body',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: '0',
            SenderId: 'x',
            ApproximateFirstReceiveTimestamp: '0',
          },
          messageAttributes: {},
          md5OfBody: '',
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:eu-west-1:123456789012:DeadLetterQueue',
          awsRegion: 'eu-west-1',
        },
      ],
    };
    expect(await handleDeadLetters(deps, batch, () => 30_000)).toEqual({ batchItemFailures: [] });
    expect(deliveryQueue.sent).toEqual([{ body: 'body', hops: 1, delaySeconds: 10 }]);
  });
});
