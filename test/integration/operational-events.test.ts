import { ListEventBusesCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

it('tells the operations bus of a new and a disabled webhook and of a failed delivery, once each, and no webhook hears of it', async () => {
  const name = uniqueName('operations');
  const { EventBuses = [] } = await finehook.eventBridge.send(new ListEventBusesCommand({}));
  const EventBusName = EventBuses.map(bus => bus.Name ?? '').find(bus => bus.includes('operations'));
  const { QueueUrl } = await finehook.sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes } = await finehook.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const Arn = Attributes?.QueueArn ?? '';
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Resource: Arn }] });
  await finehook.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  const EventPattern = JSON.stringify({ source: ['finehook'], detail: { companyId: [name] } });
  await finehook.eventBridge.send(new PutRuleCommand({ EventBusName, Name: name, EventPattern }));
  await finehook.eventBridge.send(
    new PutTargetsCommand({ EventBusName, Rule: name, Targets: [{ Id: 'q', Arn }] }),
  );

  const webhook = await finehook.webhookTo(name, {}, '?status=410');
  const [eventId] = await finehook.put({ companyId: name });
  const { id: deliveryId } = await finehook.delivery(webhook.id, 'failed');

  const events = new Map<string, unknown>();
  while (events.size < 3) {
    const { Messages = [] } = await finehook.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10, MaxNumberOfMessages: 10 }),
    );
    expect(Messages.length).toBeGreaterThan(0);
    for (const { Body = '' } of Messages) {
      const event = JSON.parse(Body);
      events.set(event['detail-type'], event.detail);
    }
  }
  expect(events.get('webhook.created')).toMatchObject({ id: `${webhook.id}#1`, companyId: name, from: null });
  expect(events.get('webhook.disabled')).toEqual({
    id: `${webhook.id}#2`,
    webhookId: webhook.id,
    companyId: name,
    version: 2,
    at: expect.stringMatching(/Z$/),
    from: 'active',
    to: 'disabled',
    reason: 'gone',
    by: `delivery:${deliveryId}`,
    holdUntil: expect.stringMatching(/Z$/),
  });
  expect(events.get('delivery.failed')).toMatchObject({
    webhookId: webhook.id,
    companyId: name,
    deliveryId,
    eventId,
    eventType: 'TODO_MOVED',
  });
  const { Messages = [] } = await finehook.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }),
  );
  expect(Messages).toEqual([]);
  expect(await finehook.received(name)).toHaveLength(1);
});
