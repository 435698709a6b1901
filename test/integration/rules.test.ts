import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, inject, it } from 'vitest';
import { Finehook, stillness, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));
const { eventBridge } = finehook;
const EventBusName = finehook.runtime.eventBusName;

const describeRule = (id: string) => eventBridge.send(new DescribeRuleCommand({ EventBusName, Name: id }));

const reconcile = () => finehook.invoke('RuleReconciler');

describe('the rule of a webhook', () => {
  it('carries its filter as canonical pattern, with the delivery queue as target', async () => {
    const name = uniqueName('rule');
    const webhook = await finehook.webhookTo(name);
    expect(webhook.rule).toBe('live');
    const rule = await describeRule(webhook.id);
    expect([rule.EventPattern, rule.State]).toEqual([`{"detail":{"companyId":["${name}"]}}`, 'ENABLED']);
    const { Targets } = await eventBridge.send(
      new ListTargetsByRuleCommand({ EventBusName, Rule: webhook.id }),
    );
    expect(Targets).toHaveLength(1);
    expect(Targets?.[0]).toMatchObject({
      Arn: expect.stringMatching(/^arn:aws:sqs:.*DeliveryQueue/),
      InputTransformer: { InputTemplate: `{"webhookId":"${webhook.id}","event":<aws.events.event.json>}` },
      SqsParameters: { MessageGroupId: webhook.id },
      DeadLetterConfig: { Arn: expect.stringMatching(/^arn:aws:sqs:.*RuleDeadLetterQueue/) },
    });
  });

  it('follows updateWebhook, pauseWebhook, enableWebhook and deleteWebhook; past deliveries stay readable', async () => {
    const name = uniqueName('follow');
    const { id } = await finehook.webhookTo(name);
    const filter = {
      anyOf: [{ eventTypes: ['TAG_CREATED'], companies: [{ companyId: name, projectIds: ['p1'] }] }],
    };
    expect((await finehook.api('PATCH', `/v1/webhooks/${id}`, { filter })).body.rule).toBe('live');
    expect((await describeRule(id)).EventPattern).toBe(
      `{"detail":{"companyId":["${name}"],"projectId":["p1"]},"detail-type":["TAG_CREATED"]}`,
    );

    const dropping = await finehook.api('POST', `/v1/webhooks/${id}/pause`, { events: 'drop' });
    expect([dropping.body.status, dropping.body.rule]).toEqual(['paused', 'off']);
    expect((await describeRule(id)).State).toBe('DISABLED');
    await finehook.put({ companyId: name, type: 'TAG_CREATED' });

    const enabled = await finehook.api('POST', `/v1/webhooks/${id}/enable`);
    expect([enabled.body.status, enabled.body.rule]).toEqual(['active', 'live']);
    expect((await describeRule(id)).State).toBe('ENABLED');

    const holding = await finehook.api('POST', `/v1/webhooks/${id}/pause`);
    expect([holding.body.status, holding.body.rule]).toEqual(['paused', 'live']);
    const [heldEvent] = await finehook.put({ companyId: name, type: 'TAG_CREATED' });
    await finehook.delivery(id, 'held', heldEvent);
    await finehook.api('POST', `/v1/webhooks/${id}/enable`);
    await finehook.delivery(id, 'delivered', heldEvent);
    const { body } = await finehook.api('GET', `/v1/webhooks/${id}/deliveries`);
    expect(body.items.map((item: { eventId: string }) => item.eventId)).toEqual([heldEvent]);

    expect((await finehook.api('DELETE', `/v1/webhooks/${id}`)).status).toBe(204);
    await expect(describeRule(id)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect((await finehook.api('GET', `/v1/webhooks/${id}`)).status).toBe(404);
    const past = await finehook.api('GET', `/v1/webhooks/${id}/deliveries`);
    expect(past.body.items).toHaveLength(1);
    expect((await finehook.api('GET', `/v1/deliveries/${past.body.items[0].id}`)).status).toBe(200);
  });

  it('deleting ends what waits', async () => {
    const name = uniqueName('ends');
    const { id } = await finehook.webhookTo(name);
    await finehook.api('POST', `/v1/webhooks/${id}/pause`);
    const [eventId] = await finehook.put({ companyId: name });
    await finehook.delivery(id, 'held', eventId);
    await finehook.api('DELETE', `/v1/webhooks/${id}`);
    await finehook.invoke('Sweeper');
    await finehook.delivery(id, 'failed', eventId);
    expect(await finehook.received(name)).toEqual([]);
  });
});

describe('the reconciler', () => {
  it('repairs a missing, a wrong and an orphaned rule, and touches nobody else', async () => {
    const name = uniqueName('drift');
    const [missing, wrong, off, retargeted] = await Promise.all(
      ['missing', 'wrong', 'off', 'retargeted'].map(label => finehook.webhookTo(name, { name: label })),
    );
    const orphan = 'whk_0123456789abcdefghjkmnpqrs';
    const foreign = `foreign-${name}`;
    const before = await describeRule(wrong.id);
    await eventBridge.send(
      new RemoveTargetsCommand({ EventBusName, Rule: missing.id, Ids: ['delivery-queue'] }),
    );
    await eventBridge.send(new DeleteRuleCommand({ EventBusName, Name: missing.id }));
    const EventPattern = '{"detail":{"companyId":["somebody-else"]}}';
    await eventBridge.send(new PutRuleCommand({ EventBusName, Name: wrong.id, EventPattern }));
    await eventBridge.send(
      new PutRuleCommand({
        EventBusName,
        Name: off.id,
        EventPattern: before.EventPattern,
        State: 'DISABLED',
      }),
    );
    await eventBridge.send(
      new RemoveTargetsCommand({ EventBusName, Rule: retargeted.id, Ids: ['delivery-queue'] }),
    );
    for (const Name of [orphan, foreign])
      await eventBridge.send(new PutRuleCommand({ EventBusName, Name, EventPattern }));
    const { Targets = [] } = await eventBridge.send(
      new ListTargetsByRuleCommand({ EventBusName, Rule: wrong.id }),
    );
    await eventBridge.send(new PutTargetsCommand({ EventBusName, Rule: orphan, Targets }));

    await reconcile();

    for (const { id } of [missing, wrong, off, retargeted]) {
      const rule = await describeRule(id);
      expect([rule.EventPattern, rule.State]).toEqual([before.EventPattern, 'ENABLED']);
    }
    await expect(describeRule(orphan)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect((await describeRule(foreign)).EventPattern).toBe(EventPattern);
    await finehook.put({ companyId: name });
    await finehook.receives(name, 4);
    await stillness(200);
    expect(await finehook.received(name)).toHaveLength(4);
  });
});
