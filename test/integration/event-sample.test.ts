import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { afterAll, expect, it } from 'vitest';
import { sdkDynamoDb } from '../../functions/adapters/aws-sdk-dynamodb.ts';
import { recentEventsOf } from '../../functions/adapters/dynamodb-event-sample-store.ts';
import { spanOf } from '../../functions/domain/statistics/period.ts';
import { Finehook, uniqueName, until } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

const runs: LocalRun[] = [];
afterAll(() => Promise.all(runs.map(run => run.stop())));

async function start(...properties: string[]): Promise<Finehook> {
  const run = await startLocalRun({ args: properties.flatMap(property => ['--set', property]) });
  runs.push(run);
  return new Finehook(run.runtime);
}

/** As the api function reads it. */
async function readerOf(finehook: Finehook) {
  const { TableNames = [] } = await finehook.dynamodb.send(new ListTablesCommand({}));
  const deliveriesTable = TableNames.find(name => name.includes('DeliveriesTable')) ?? '';
  const reader = recentEventsOf(3, { dynamoDb: sdkDynamoDb(finehook.dynamodb), deliveriesTable });
  if (reader === undefined) throw new Error('there is no sample');
  return reader;
}

async function namesOf({ sqs, lambda, eventBridge, runtime }: Finehook) {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const { Rules = [] } = await eventBridge.send(new ListRulesCommand({ EventBusName: runtime.eventBusName }));
  return {
    queues: QueueUrls.filter(url => url.includes('EventSampleQueue')),
    functions: Functions.filter(({ FunctionName = '' }) => FunctionName.includes('EventSampler')),
    rules: Rules.flatMap(({ Name = '' }) => (Name.startsWith('whk_') ? [] : [Name])),
  };
}

it('counts what comes to the bus, and keeps the newest few of each company and type, which listRecentEvents shows', async () => {
  const finehook = await start('recentEvents=3', 'recentEventsWindow=1');
  const reader = await readerOf(finehook);
  const companyId = uniqueName('sample');
  const other = uniqueName('sample');
  await finehook.put({ companyId, projectId: 'p2', detail: { n: 1 } });
  for (const _ of [1, 2]) await finehook.put(...Array(10).fill({ companyId }));
  await finehook.put({ companyId: other }, { companyId, type: 'TODO_DONE' }, { companyId: 7 });

  const hours = spanOf('7d', 'hour', Date.now() + 60_000);
  const counted = await until(
    () => reader.counts({ companyId }, hours),
    answer => answer.counts.reduce((sum, { count }) => sum + count, 0) === 22,
    'all events to be counted',
  );
  const sums: Record<string, number> = {};
  for (const { eventType, projectId, count } of counted.counts) {
    const name = `${eventType} ${projectId}`;
    sums[name] = (sums[name] ?? 0) + count;
  }
  expect([sums, counted.isWhole]).toEqual([
    { 'TODO_DONE p1': 1, 'TODO_MOVED p1': 20, 'TODO_MOVED p2': 1 },
    true,
  ]);

  const recent = await until(
    () => reader.recent({ companyId, eventTypes: ['TODO_MOVED'] }, 9),
    ({ length }) => length === 3,
    'three events',
  );
  expect(recent.map(({ event }) => event.detail.projectId).sort()).toEqual(['p1', 'p1', 'p2']);
  const ofSecondProject = recent.find(({ event }) => event.detail.projectId === 'p2');
  expect(JSON.parse(ofSecondProject?.eventText ?? '')).toMatchObject({
    'detail-type': 'TODO_MOVED',
    source: 'blue',
    detail: { companyId, projectId: 'p2', n: 1, currentValue: { id: 'r1' } },
  });
  const path = `/v1/recent-events?companyId=${companyId}`;
  const shown = (await finehook.api('GET', `${path}&eventType=TODO_MOVED`)).body.items;
  expect(shown).toEqual(
    recent.map(({ event: { id, type, time, detail } }) => ({ id, type, time, data: detail })),
  );
  const newest = (await finehook.api('GET', `${path}&limit=4`)).body.items;
  expect(newest.map(({ type }: { type: string }) => type).sort()).toEqual([
    'TODO_DONE',
    ...Array(3).fill('TODO_MOVED'),
  ]);
  expect((await reader.recent({ companyId: other }, 9)).map(({ event }) => event.type)).toEqual([
    'TODO_MOVED',
  ]);

  const { queues, rules } = await namesOf(finehook);
  expect(rules).toHaveLength(1);
  await until(
    async () => {
      const { Attributes = {} } = await finehook.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: queues[0], AttributeNames: ['All'] }),
      );
      return [Attributes.ApproximateNumberOfMessages, Attributes.ApproximateNumberOfMessagesNotVisible];
    },
    left => left.every(count => count === '0'),
    'the queue to be empty',
  );
  await finehook.invoke('RuleReconciler');
  expect((await namesOf(finehook)).rules).toEqual(rules);
}, 120_000);

it('is not there when it is switched off, and listRecentEvents says null', async () => {
  const finehook = await start('recentEvents=0');
  expect(await namesOf(finehook)).toEqual({ queues: [], functions: [], rules: [] });
  const companyId = uniqueName('sample');
  await finehook.webhookTo(companyId);
  await finehook.put({ companyId });
  await finehook.receives(companyId, 1);
  const { body } = await finehook.api('GET', `/v1/recent-events?companyId=${companyId}`);
  expect(body).toEqual({ items: null });
}, 120_000);
