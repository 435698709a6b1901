import {
  CreateEventBusCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EventBridgeRuleBook } from '../../../functions/adapters/eventbridge-rule-book.ts';
import type { AwsEndpoint } from '../../../local/emulators/aws-endpoint.ts';
import { accountId, startAccount } from './support/aws-account.ts';
import { credentials, region } from './support/dynoxide.ts';

const whk = (n: number) => `whk_01kdvdnt00000000000000${String(n).padStart(4, '0')}`;
const pattern = '{"detail":{"companyId":["acme"]}}';
const rule = { pattern, enabled: true, lane: 'fast' } as const;

let account: AwsEndpoint;
let client: EventBridgeClient;
let buses = 0;
let eventBusName = '';
let book: EventBridgeRuleBook;

const arnOf = (name: string) => `arn:aws:sqs:${region}:${accountId}:${name}`;
const queueArns = { fast: arnOf('delivery'), slow: arnOf('slow') };
const deadLetterQueueArn = arnOf('dead-letters');

beforeAll(async () => {
  account = await startAccount({ eventBridgeLimits: { rulesPerBus: 150 } });
  client = new EventBridgeClient({ endpoint: account.url, region, credentials });
  const sqs = new SQSClient({ endpoint: account.url, region, credentials });
  for (const QueueName of ['delivery', 'slow', 'dead-letters', 'stray'])
    await sqs.send(new CreateQueueCommand({ QueueName }));
  sqs.destroy();
});
afterAll(async () => {
  client.destroy();
  await account.close();
});
beforeEach(async () => {
  eventBusName = `bus-${buses++}`;
  await client.send(new CreateEventBusCommand({ Name: eventBusName }));
  book = new EventBridgeRuleBook({ client, eventBusName, queueArns, deadLetterQueueArn });
});

async function listed() {
  const rules = [];
  let others = 0;
  for await (const page of book.pages()) {
    rules.push(...page.rules);
    others += page.others;
  }
  return { rules, others };
}

const rules = async () => (await listed()).rules;

describe('RuleBook over EventBridge', () => {
  it('puts a rule with its one target, again and again', async () => {
    await book.put(whk(1), rule);
    await book.put(whk(1), rule);
    expect(await rules()).toEqual([{ webhookId: whk(1), pattern, enabled: true }]);
    const { Targets } = await client.send(
      new ListTargetsByRuleCommand({ EventBusName: eventBusName, Rule: whk(1) }),
    );
    expect(Targets).toEqual([
      {
        Id: 'delivery-queue',
        Arn: queueArns.fast,
        InputTransformer: { InputTemplate: `{"webhookId":"${whk(1)}","event":<aws.events.event.json>}` },
        SqsParameters: { MessageGroupId: whk(1) },
        DeadLetterConfig: { Arn: deadLetterQueueArn },
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      },
    ]);
    expect(await book.targetLane(whk(1))).toBe('fast');
  });

  it('replaces the rule whole', async () => {
    await book.put(whk(1), rule);
    const other = { pattern: '{"source":["x"]}', enabled: false };
    await book.put(whk(1), { ...other, lane: 'fast' });
    expect(await rules()).toEqual([{ webhookId: whk(1), ...other }]);
  });

  it('leads the rule into the other lane and back, always with one target', async () => {
    for (const lane of ['slow', 'fast'] as const) {
      await book.put(whk(1), { ...rule, lane });
      expect(await book.targetLane(whk(1))).toBe(lane);
      const { Targets = [] } = await client.send(
        new ListTargetsByRuleCommand({ EventBusName: eventBusName, Rule: whk(1) }),
      );
      expect(Targets.map(({ Id, Arn }) => [Id, Arn])).toEqual([['delivery-queue', queueArns[lane]]]);
    }
  });

  it('sees and mends a wrong target, a stray one, and a missing one', async () => {
    await book.put(whk(1), rule);
    const put = (Id: string, Arn: string) =>
      client.send(
        new PutTargetsCommand({ EventBusName: eventBusName, Rule: whk(1), Targets: [{ Id, Arn }] }),
      );
    await put('delivery-queue', queueArns.fast);
    expect(await book.targetLane(whk(1))).toBeUndefined();
    await put('stray', arnOf('stray'));
    await book.put(whk(1), rule);
    expect(await book.targetLane(whk(1))).toBe('fast');
    expect(await book.targetLane(whk(2))).toBeUndefined();
    await client.send(
      new PutRuleCommand({ EventBusName: eventBusName, Name: whk(2), EventPattern: pattern }),
    );
    expect(await book.targetLane(whk(2))).toBeUndefined();
  });

  it('removes rule and targets, and is fine with neither', async () => {
    await book.put(whk(1), rule);
    await book.remove(whk(1));
    await book.remove(whk(1));
    expect(await rules()).toEqual([]);
  });

  it('pages through all rules of webhooks, and counts the others', async () => {
    const ids = Array.from({ length: 130 }, (_, n) => whk(n));
    for (const id of ids) await book.put(id, rule);
    for (const Name of ['someone-elses', 'whk_not-an-id']) {
      await client.send(new PutRuleCommand({ EventBusName: eventBusName, Name, EventPattern: pattern }));
    }
    const { rules, others } = await listed();
    expect([rules.map(({ webhookId }) => webhookId).sort(), others]).toEqual([ids, 2]);
  });

  it('translates what EventBridge refuses', async () => {
    await expect(book.put(whk(1), { ...rule, pattern: '{"detail":{"a":"b"}}' })).rejects.toMatchObject({
      name: 'ProblemError',
      code: 'invalid-filter',
      faults: [{ pointer: '/filter' }],
    });
    const elsewhere = new EventBridgeRuleBook({
      client,
      eventBusName: 'no-bus',
      queueArns,
      deadLetterQueueArn,
    });
    await expect(elsewhere.put(whk(1), rule)).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'ResourceNotFoundException',
      retryable: false,
    });
  });

  it('says when the bus is full', async () => {
    for (let n = 0; n < 150; n++) {
      await client.send(
        new PutRuleCommand({ EventBusName: eventBusName, Name: `rule-${n}`, EventPattern: pattern }),
      );
    }
    await expect(book.put(whk(1), rule)).rejects.toMatchObject({
      name: 'ProblemError',
      code: 'too-many-rules',
      message: expect.stringContaining('raise the quota "Number of rules" of Amazon EventBridge'),
    });
  });
});
