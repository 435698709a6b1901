import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { expect, test } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { MessageQueue } from '../../lib/message-queue.ts';
import { ServiceFunction } from '../../lib/service-function.ts';
import { StreamMapping } from '../../lib/stream-mapping.ts';
import { WebhooksTable } from '../../lib/webhooks-table.ts';
import { unknownProperties } from '../../local/cloudformation/coverage.ts';
import type { JsonRecord } from '../../local/json.ts';
import { streamMappingOf } from '../../local/lambda/stream-mapping/definition.ts';
import { resourceTypes } from '../../local/resources/registry.ts';
import { arnText, resourcesOf, rolePoliciesOf, statementsOf } from './synthesized-template.ts';

type Limits = Pick<ConstructorParameters<typeof StreamMapping>[2], 'filters'> & {
  readonly maxRecordAgeSeconds?: number;
  readonly batchingWindowSeconds?: number;
};

function synthesize(limits: Limits = {}): Template {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  const stack = new Stack(app, 'Stack');
  const consumer = new ServiceFunction(stack, {
    name: 'sweeper',
    description: 'any function',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: {},
  });
  new StreamMapping(stack, 'Changes', {
    table: new WebhooksTable(stack, 'Webhooks'),
    consumer,
    batchSize: 100,
    retryAttempts: 5,
    onFailure: new MessageQueue(stack, 'Discarded'),
    ...limits,
  });
  return Template.fromStack(stack);
}

function mappingOf(template: Template) {
  const [mapping] = Object.values(resourcesOf(template, 'AWS::Lambda::EventSourceMapping'));
  if (mapping === undefined) throw new Error('the template has no mapping');
  return mapping.Properties;
}

test('begins with the oldest record, splits bad batches, takes reports of failed records, and tells the queue', () => {
  expect(mappingOf(synthesize())).toEqual({
    EventSourceArn: { 'Fn::GetAtt': ['WebhooksTable', 'StreamArn'] },
    FunctionName: { Ref: expect.stringMatching(/^Function/) },
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 100,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    MaximumRetryAttempts: 5,
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Discarded', 'Arn'] } } },
  });
});

test('has filters, an age and a window when asked for', () => {
  const filters = [
    { eventName: ['REMOVE'] },
    { dynamodb: { Keys: { pk: { S: [{ prefix: 'WEBHOOK#' }] } } } },
  ];
  expect(
    mappingOf(synthesize({ filters, maxRecordAgeSeconds: 3_600, batchingWindowSeconds: 2 })),
  ).toMatchObject({
    FilterCriteria: {
      Filters: [
        { Pattern: '{"eventName":["REMOVE"]}' },
        { Pattern: '{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"WEBHOOK#"}]}}}}' },
      ],
    },
    MaximumRecordAgeInSeconds: 3_600,
    MaximumBatchingWindowInSeconds: 2,
  });
});

test('gives the consumer the rights to read the stream and to tell the queue, and no others', () => {
  const rights = rolePoliciesOf(synthesize())
    .flatMap(statementsOf)
    .map(({ Action, Resource }) => `${String(Action)} on ${arnText(Resource)}`)
    .filter(right => !right.startsWith('logs:'));
  expect(rights.sort()).toEqual([
    'dynamodb:DescribeStream,dynamodb:GetRecords,dynamodb:GetShardIterator on <WebhooksTable.StreamArn>',
    'dynamodb:ListStreams on <WebhooksTable.Arn>/stream/*',
    'sqs:SendMessage on <Discarded.Arn>',
  ]);
});

test('is understood by the local run', () => {
  const template = synthesize({
    filters: [{ eventName: ['REMOVE'] }],
    maxRecordAgeSeconds: 3_600,
    batchingWindowSeconds: 2,
  });
  const text = JSON.stringify(mappingOf(template), (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'Fn::GetAtt' in value
      ? 'arn:aws:sqs:us-east-1:000000000000:q'
      : value,
  );
  const properties: JsonRecord = { ...JSON.parse(text), FunctionName: 'f' };
  const type = resourceTypes.get('AWS::Lambda::EventSourceMapping');
  expect(type && unknownProperties(properties, type)).toEqual([]);
  expect(streamMappingOf('Changes', properties)).toMatchObject({
    bisects: true,
    maximumRetries: 5,
    maximumAgeMs: 3_600_000,
    windowMs: 2_000,
  });
});
