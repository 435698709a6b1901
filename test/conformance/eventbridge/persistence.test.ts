import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateEventBusCommand,
  DescribeRuleCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, expect, test } from 'vitest';
import { allowRules, createQueue, received, startTestEndpoint } from '../endpoint/test-endpoint.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'finehook-'));
afterAll(() => rmSync(dataDirectory, { recursive: true }));

test('buses, rules, targets and tags outlive the endpoint, and go on routing', async () => {
  const bus = { EventBusName: 'kept' };
  const before = await startTestEndpoint({ dataDirectory });
  await before.events.send(new CreateEventBusCommand({ Name: 'kept' }));
  const { arn } = await createQueue(before.sqs, 'queue', allowRules('kept'));
  const EventPattern = '{"detail":{"n":[{"numeric":[">",1]}]}}';
  const rule = { ...bus, Name: 'rule', EventPattern, Tags: [{ Key: 'a', Value: 'b' }] };
  const { RuleArn } = await before.events.send(new PutRuleCommand(rule));
  await before.events.send(new PutRuleCommand({ ...bus, Name: 'off', EventPattern, State: 'DISABLED' }));
  const target = { Id: 'queue', Arn: arn, InputPath: '$.detail' };
  for (const Rule of ['rule', 'off']) {
    await before.events.send(new PutTargetsCommand({ ...bus, Rule, Targets: [target] }));
  }
  const entry = { ...bus, Source: 'app', DetailType: 't' };
  await before.events.send(new PutEventsCommand({ Entries: [{ ...entry, Detail: '{"n":2}' }] }));
  await before.close();

  const after = await startTestEndpoint({ dataDirectory });
  try {
    expect((await after.events.send(new DescribeRuleCommand({ ...bus, Name: 'rule' }))).Arn).toBe(RuleArn);
    const targets = await after.events.send(new ListTargetsByRuleCommand({ ...bus, Rule: 'rule' }));
    expect(targets.Targets).toEqual([target]);
    const tags = await after.events.send(new ListTagsForResourceCommand({ ResourceARN: RuleArn }));
    expect(tags.Tags).toEqual([{ Key: 'a', Value: 'b' }]);
    await after.events.send(
      new PutEventsCommand({ Entries: [1, 3].map(n => ({ ...entry, Detail: `{"n":${n}}` })) }),
    );
    const { url } = await createQueue(after.sqs, 'queue', allowRules('kept'));
    const bodies = (await received(after.sqs, url)).map(it => it.Body).sort();
    expect(bodies).toEqual(['{"n":2}', '{"n":3}']);
  } finally {
    await after.close();
  }
});
