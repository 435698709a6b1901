import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, describe, expect, it } from 'vitest';
import { sdkEventBridge } from '../../../functions/adapters/aws-sdk-eventbridge.ts';
import type { Timing } from '../../../functions/adapters/backoff.ts';
import { EventBridgeEventPublisher } from '../../../functions/adapters/eventbridge-event-publisher.ts';
import type { EventPublisher, PublishedEvent } from '../../../functions/domain/published-event.ts';
import { readMessage } from '../../../functions/domain/queue-message.ts';
import { MemoryEventPublisher } from '../../support/memory-event-publisher.ts';
import { accountId, startAccount } from './support/aws-account.ts';
import { credentials, region } from './support/dynoxide.ts';
import { type Step, scriptedAws } from './support/scripted-aws.ts';

const closers: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

interface Bus {
  readonly publisher: EventPublisher;
  /** What is on the bus, in any order, once there are so many. */
  readonly arrived: (count: number) => Promise<readonly PublishedEvent[]>;
}

/** A bus of the emulated account whose every event goes to a queue. */
async function emulatedBus(): Promise<Bus> {
  const account = await startAccount();
  const options = { endpoint: account.url, region, credentials };
  const client = new EventBridgeClient(options);
  const sqs = new SQSClient({ ...options, useQueueUrlAsEndpoint: false });
  closers.push(
    () => account.close(),
    () => client.destroy(),
    () => sqs.destroy(),
  );
  const EventBusName = 'events';
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'all' }));
  const Arn = `arn:aws:sqs:${region}:${accountId}:all`;
  const Principal = { Service: 'events.amazonaws.com' };
  const Statement = [{ Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource: Arn }];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  await client.send(new CreateEventBusCommand({ Name: EventBusName }));
  await client.send(
    new PutRuleCommand({ Name: 'all', EventBusName, EventPattern: `{"account":["${accountId}"]}` }),
  );
  await client.send(new PutTargetsCommand({ Rule: 'all', EventBusName, Targets: [{ Id: 'queue', Arn }] }));
  const receive = async (): Promise<PublishedEvent[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    for (const { ReceiptHandle } of Messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return Messages.map(({ Body = '' }) => {
      const { type, source, time, detailText } = readMessage(`{"webhookId":"","event":${Body}}`).event;
      return { type, source, time, detailText };
    });
  };
  return {
    publisher: new EventBridgeEventPublisher({
      eventBridge: sdkEventBridge(client),
      eventBusName: EventBusName,
    }),
    async arrived(count) {
      const all: PublishedEvent[] = [];
      for (let tries = 0; tries < 10 && all.length < count; tries++) all.push(...(await receive()));
      return all;
    },
  };
}

const implementations: readonly { readonly name: string; readonly start: () => Promise<Bus> }[] = [
  { name: 'EventBridge', start: emulatedBus },
  {
    name: 'memory',
    async start() {
      const publisher = new MemoryEventPublisher();
      return { publisher, arrived: async () => publisher.published };
    },
  },
];

const event = (n: number, more: Partial<PublishedEvent> = {}): PublishedEvent => ({
  type: 'TODO_MOVED',
  source: 'crm',
  time: '2026-01-02T03:04:05Z',
  detailText: `{"companyId":"acme","projectId":"website","n":${n}.0}`,
  ...more,
});
const byDetail = (a: PublishedEvent, b: PublishedEvent) => (a.detailText < b.detailText ? -1 : 1);

describe.each(implementations)('EventPublisher by $name', ({ start }) => {
  it('puts more events than one call takes, by count and by size, as they are', async () => {
    const { publisher, arrived } = await start();
    const noise = 'é'.repeat(300_000);
    const large = [20, 21, 22].map(n =>
      event(n, { source: 'importer', detailText: `{"n":${n},"noise":"${noise}"}` }),
    );
    const events = [...Array.from({ length: 12 }, (_, n) => event(n)), ...large];
    const outcomes = await publisher.publish(events);
    const ids = outcomes.map(outcome => (outcome.status === 'accepted' ? outcome.id : ''));
    expect(ids).not.toContain('');
    expect(new Set(ids).size).toBe(15);
    expect([...(await arrived(15))].sort(byDetail)).toEqual([...events].sort(byDetail));
  });

  it('puts nothing of nothing', async () => {
    const { publisher } = await start();
    expect(await publisher.publish([])).toEqual([]);
  });
});

describe('EventPublisher over EventBridge, with faults', () => {
  const json = (body: unknown): Step => ({
    status: 200,
    body,
    headers: { 'content-type': 'application/json' },
  });
  const throttled = { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' };

  async function publishBy(steps: readonly Step[], events: readonly PublishedEvent[]) {
    const { endpoint, close, requests } = await scriptedAws(steps);
    const client = new EventBridgeClient({ endpoint, region, credentials, maxAttempts: 1 });
    closers.push(close, () => client.destroy());
    let nowMs = 0;
    const timing: Timing = {
      now: () => nowMs,
      random: () => 0.5,
      wait: async ms => {
        nowMs += ms;
      },
    };
    const eventBridge = sdkEventBridge(client);
    const publisher = new EventBridgeEventPublisher({ eventBridge, eventBusName: 'bus', timing });
    const outcomes = await publisher.publish(events);
    return { outcomes, calls: requests.map(({ body }) => JSON.parse(body).Entries), waitedMs: nowMs };
  }

  it('puts again what was refused, alone', async () => {
    const { outcomes, calls, waitedMs } = await publishBy(
      [
        json({ FailedEntryCount: 1, Entries: [throttled, { EventId: 'b' }] }),
        json({ FailedEntryCount: 0, Entries: [{ EventId: 'a' }] }),
      ],
      [event(1), event(2)],
    );
    expect(outcomes).toEqual([
      { status: 'accepted', id: 'a' },
      { status: 'accepted', id: 'b' },
    ]);
    expect(calls[1]).toEqual([
      {
        EventBusName: 'bus',
        Source: 'crm',
        DetailType: 'TODO_MOVED',
        Detail: '{"companyId":"acme","projectId":"website","n":1.0}',
        Time: 1_767_323_045,
      },
    ]);
    expect(waitedMs).toBe(50);
  });

  it.each([
    [500, 'InternalFailure', true],
    [400, 'AccessDeniedException', false],
  ])('a call that fails with %i %s is told', async (status, __type, retryable) => {
    const { outcomes } = await publishBy([{ status, body: { __type, message: 'why' } }], [event(1)]);
    const detail = `${__type}: why`;
    expect(outcomes).toEqual([{ status: 'failed', code: 'CallFailed', detail, retryable }]);
  });
});
