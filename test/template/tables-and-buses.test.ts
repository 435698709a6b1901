import { expect, test } from 'vitest';
import { arnText, resourcesOf, synthesize } from './synthesized-template.ts';

const template = synthesize();
const tables = resourcesOf(template, 'AWS::DynamoDB::Table');
const buses = resourcesOf(template, 'AWS::Events::EventBus');
const keys = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  { AttributeName: sortKey, KeyType: 'RANGE' },
];
const texts = (...names: string[]) => names.map(AttributeName => ({ AttributeName, AttributeType: 'S' }));
const tags = [{ Key: 'app', Value: 'finehook' }];

test('tables and buses have frozen logical ids', () => {
  expect(Object.keys(tables).sort()).toEqual(['DeliveriesTable', 'WebhooksTable']);
  expect(Object.keys(buses).sort()).toEqual(['EventBus', 'OperationsBus']);
});

test('tables and buses are retained', () => {
  for (const resource of [...Object.values(tables), ...Object.values(buses)]) {
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  }
});

test('webhooks table: keys, all indexes, stream, time to live, point-in-time recovery, on demand', () => {
  expect(tables.WebhooksTable?.Properties).toEqual({
    KeySchema: keys('pk', 'sk'),
    AttributeDefinitions: texts(
      'pk',
      'sk',
      'kind',
      'kindSort',
      'companyKey',
      'companySort',
      'dueKey',
      'dueAt',
    ),
    GlobalSecondaryIndexes: [
      { IndexName: 'byKind', KeySchema: keys('kind', 'kindSort'), Projection: { ProjectionType: 'ALL' } },
      {
        IndexName: 'byCompany',
        KeySchema: keys('companyKey', 'companySort'),
        Projection: { ProjectionType: 'ALL' },
      },
      { IndexName: 'byDue', KeySchema: keys('dueKey', 'dueAt'), Projection: { ProjectionType: 'ALL' } },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    Tags: tags,
  });
});

test('deliveries table: keys, all indexes, time to live, on demand', () => {
  expect(tables.DeliveriesTable?.Properties).toEqual({
    KeySchema: keys('pk', 'sk'),
    AttributeDefinitions: texts('pk', 'sk', 'stateKey', 'stateSort', 'eventId', 'timeSort', 'recordKey'),
    GlobalSecondaryIndexes: [
      ['byState', keys('stateKey', 'stateSort')],
      ['byEvent', keys('eventId', 'timeSort')],
      ['byRecord', keys('recordKey', 'timeSort')],
    ].map(([IndexName, KeySchema]) => ({
      IndexName,
      KeySchema,
      Projection: { ProjectionType: 'KEYS_ONLY' },
    })),
    BillingMode: 'PAY_PER_REQUEST',
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    Tags: tags,
  });
});

test.each([
  ['EventBus', 'events'],
  ['OperationsBus', 'operations'],
])('name of %s is new for every stack, so that a retained bus never blocks one', (logicalId, purpose) => {
  expect(arnText(buses[logicalId]?.Properties.Name)).toBe(
    `<AWS::StackName>-${purpose}-{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}`,
  );
});

test('outputs are what tools rely on', () => {
  expect(Object.keys(template.findOutputs('*')).sort()).toEqual([
    'ApiUrl',
    'DeadLetterHandlerFunctionName',
    'EventBusName',
    'KeyMakerFunctionName',
    'OperationsBusName',
  ]);
});

test('no custom resource, no helper function: every type is one that the local run knows', () => {
  const resources: Record<string, { Type: string }> = template.toJSON().Resources;
  expect([...new Set(Object.values(resources).map(({ Type }) => Type))].sort()).toEqual([
    'AWS::ApiGatewayV2::Api',
    'AWS::ApiGatewayV2::Integration',
    'AWS::ApiGatewayV2::Route',
    'AWS::ApiGatewayV2::Stage',
    'AWS::CloudWatch::Alarm',
    'AWS::DynamoDB::Table',
    'AWS::Events::EventBus',
    'AWS::Events::Rule',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::KMS::Alias',
    'AWS::KMS::Key',
    'AWS::Lambda::EventInvokeConfig',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Function',
    'AWS::Lambda::Permission',
    'AWS::Logs::LogGroup',
    'AWS::S3::Bucket',
    'AWS::S3::BucketPolicy',
    'AWS::SQS::Queue',
    'AWS::SQS::QueuePolicy',
  ]);
});
