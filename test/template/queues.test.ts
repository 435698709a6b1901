import { describe, expect, test } from 'vitest';
import { arnText, functionOf, resourcesOf, statementsOf, synthesize } from './synthesized-template.ts';

const template = synthesize();
const queues = resourcesOf(template, 'AWS::SQS::Queue');
const names = [
  'DeadLetterQueue',
  'DeliveryQueue',
  'EventSampleQueue',
  'HistorianDeadLetterQueue',
  'IsolationQueue',
  'ParkingQueue',
  'RuleDeadLetterQueue',
  'SlowQueue',
];

test('there are eight queues, with frozen logical ids', () => {
  expect(Object.keys(queues).sort()).toEqual(names);
});

/** The one rule of the template that leads to a queue. */
const sampleRules = Object.entries(resourcesOf(template, 'AWS::Events::Rule')).filter(
  ([, { Properties }]) => Properties.EventPattern !== undefined,
);
const [[sampleRuleId = '', sampleRule] = []] = sampleRules;

describe.each(names)('%s', name => {
  const queue = queues[name];
  const policy = Object.values(resourcesOf(template, 'AWS::SQS::QueuePolicy')).find(
    ({ Properties }) => JSON.stringify(Properties.Queues) === JSON.stringify([{ Ref: name }]),
  );

  test('is encrypted by SQS, keeps messages for 14 days and is retained, or, with a sample, for an hour and goes with the stack', () => {
    const isSample = name === 'EventSampleQueue';
    const policy = isSample ? 'Delete' : 'Retain';
    expect(queue).toMatchObject({
      Properties: { SqsManagedSseEnabled: true, MessageRetentionPeriod: isSample ? 3_600 : 1_209_600 },
      DeletionPolicy: policy,
      UpdateReplacePolicy: policy,
    });
    expect(queue?.Properties.QueueName).toBeUndefined();
  });

  test('refuses plain http', () => {
    expect(policy && statementsOf(policy)[0]).toEqual({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sqs:*',
      Resource: { 'Fn::GetAtt': [name, 'Arn'] },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  test('is open to EventBridge only where rules send, in one statement for all rules of the bus, or for one', () => {
    const allowed = policy ? statementsOf(policy).filter(({ Effect }) => Effect === 'Allow') : [];
    const forRules = ['DeliveryQueue', 'SlowQueue', 'RuleDeadLetterQueue', 'EventSampleQueue'].includes(name);
    expect(allowed).toHaveLength(forRules ? 1 : 0);
    for (const statement of allowed) {
      expect(statement).toMatchObject({
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: { 'Fn::GetAtt': [name, 'Arn'] },
      });
      const { ArnLike = {} }: { ArnLike?: Record<string, unknown> } = statement.Condition ?? {};
      expect(arnText(ArnLike['aws:SourceArn'])).toBe(
        name === 'EventSampleQueue'
          ? `<${sampleRuleId}.Arn>`
          : 'arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/<EventBus>/*',
      );
    }
  });
});

test.each([
  [
    'DeliveryQueue',
    { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetterQueue', 'Arn'] }, maxReceiveCount: 5 },
  ],
  ['SlowQueue', { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetterQueue', 'Arn'] }, maxReceiveCount: 5 }],
  [
    'IsolationQueue',
    { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetterQueue', 'Arn'] }, maxReceiveCount: 5 },
  ],
  ['DeadLetterQueue', undefined],
  ['ParkingQueue', undefined],
  ['RuleDeadLetterQueue', undefined],
  ['HistorianDeadLetterQueue', undefined],
  // what is not taken within an hour is gone
  ['EventSampleQueue', undefined],
])('redrive policy of %s', (name, redrivePolicy) => {
  expect(queues[name]?.Properties.RedrivePolicy).toEqual(redrivePolicy);
});

test.each(['ParkingQueue', 'RuleDeadLetterQueue', 'HistorianDeadLetterQueue'])(
  'SQS redrives nothing into %s',
  name => {
    expect(queues[name]?.Properties.RedriveAllowPolicy).toEqual({ redrivePermission: 'denyAll' });
  },
);

const mappings = [
  { queue: 'DeliveryQueue', consumer: 'delivery-worker', batchSize: 10, maximumConcurrency: 2 },
  { queue: 'SlowQueue', consumer: 'slow-worker', batchSize: 100, maximumConcurrency: 2, windowSeconds: 1 },
  { queue: 'IsolationQueue', consumer: 'delivery-worker', batchSize: 1, maximumConcurrency: 2 },
  { queue: 'DeadLetterQueue', consumer: 'dead-letter-handler', batchSize: 10, maximumConcurrency: 2 },
  {
    queue: 'EventSampleQueue',
    consumer: 'event-sampler',
    batchSize: 10_000,
    maximumConcurrency: 2,
    windowSeconds: 20,
  },
];
const allMappings = Object.values(resourcesOf(template, 'AWS::Lambda::EventSourceMapping'));
const ofQueues = allMappings.filter(({ Properties }) => Properties.StartingPosition === undefined);

test('five event source mappings are of queues', () => {
  expect(ofQueues).toHaveLength(mappings.length);
});

test('one is of the stream: the historian gets what is written of health, which lanes change, and what is granted', () => {
  expect(allMappings.filter(mapping => !ofQueues.includes(mapping))).toMatchObject([
    {
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['WebhooksTable', 'StreamArn'] },
        FunctionName: { Ref: functionOf(template, 'historian').logicalId },
        BatchSize: 10,
        MaximumRetryAttempts: 10_000,
        FilterCriteria: {
          Filters: [
            {
              Pattern: '{"eventName":["INSERT","MODIFY"],"dynamodb":{"Keys":{"sk":{"S":["HEALTH"]}}}}',
            },
            ...[false, true].map(was => ({
              Pattern: `{"eventName":["MODIFY"],"dynamodb":{"Keys":{"sk":{"S":["WEBHOOK"]}},"OldImage":{"slowSince":{"S":[{"exists":${was}}]}},"NewImage":{"slowSince":{"S":[{"exists":${!was}}]}}}}`,
            })),
            { Pattern: '{"dynamodb":{"Keys":{"sk":{"S":["GRANT"]}}}}' },
          ],
        },
        DestinationConfig: {
          OnFailure: { Destination: { 'Fn::GetAtt': ['HistorianDeadLetterQueue', 'Arn'] } },
        },
      },
    },
  ]);
});

test('by default all consumers that deliver leave two of the ten functions that a new account may run at once', () => {
  const sampler = arnText({ Ref: functionOf(template, 'event-sampler').logicalId });
  const delivering = ofQueues.filter(({ Properties }) => arnText(Properties.FunctionName) !== sampler);
  const limits = delivering.map(({ Properties }) => {
    const { MaximumConcurrency = Number.NaN }: { MaximumConcurrency?: number } =
      Properties.ScalingConfig ?? {};
    return MaximumConcurrency;
  });
  expect(limits.reduce((sum, limit) => sum + limit, 0)).toBe(8);
});

describe.each(mappings)(
  'event source mapping of $queue',
  ({ queue, consumer, batchSize, maximumConcurrency, windowSeconds }) => {
    test('partial batch responses, batch size, window, maximum concurrency', () => {
      const mapping = Object.values(resourcesOf(template, 'AWS::Lambda::EventSourceMapping')).find(
        ({ Properties }) => arnText(Properties.EventSourceArn) === `<${queue}.Arn>`,
      );
      expect(mapping?.Properties).toEqual({
        EventSourceArn: { 'Fn::GetAtt': [queue, 'Arn'] },
        FunctionName: { Ref: functionOf(template, consumer).logicalId },
        BatchSize: batchSize,
        ...(windowSeconds === undefined ? {} : { MaximumBatchingWindowInSeconds: windowSeconds }),
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: maximumConcurrency },
        Tags: [{ Key: 'app', Value: 'finehook' }],
      });
    });

    test.each([30, 60])(
      'visibility timeout is six times the timeout of the function, and the window (workerTimeout %i)',
      workerTimeout => {
        const other = synthesize({ workerTimeout });
        const timeoutSeconds = Number(functionOf(other, consumer).properties.Timeout);
        expect(resourcesOf(other, 'AWS::SQS::Queue')[queue]?.Properties.VisibilityTimeout).toBe(
          6 * timeoutSeconds + (windowSeconds ?? 0),
        );
        if (consumer === 'delivery-worker') expect(timeoutSeconds).toBe(workerTimeout);
      },
    );
  },
);

describe('sample of events', () => {
  test('every customer’s event goes to its queue, whole, by one rule that is none of a webhook', () => {
    expect(sampleRules).toHaveLength(1);
    expect(sampleRule?.Properties).toEqual({
      EventBusName: { Ref: 'EventBus' },
      EventPattern: {
        source: [{ 'anything-but': ['finehook'] }],
        detail: { companyId: [{ exists: true }], projectId: [{ exists: true }] },
      },
      State: 'ENABLED',
      Targets: [
        {
          Id: 'Target0',
          Arn: { 'Fn::GetAtt': ['EventSampleQueue', 'Arn'] },
          RetryPolicy: { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 10 },
        },
      ],
      Tags: [{ Key: 'app', Value: 'finehook' }],
    });
  });

  test('is sized by properties', () => {
    const other = synthesize({ recentEvents: 2, recentEventDays: 30, recentEventsWindow: 60 });
    const mapping = Object.values(resourcesOf(other, 'AWS::Lambda::EventSourceMapping')).find(
      ({ Properties }) => arnText(Properties.EventSourceArn) === '<EventSampleQueue.Arn>',
    );
    expect(mapping?.Properties.MaximumBatchingWindowInSeconds).toBe(60);
    expect(resourcesOf(other, 'AWS::SQS::Queue').EventSampleQueue?.Properties.VisibilityTimeout).toBe(420);
    expect(functionOf(other, 'event-sampler').properties.Environment).toMatchObject({
      Variables: { RECENT_EVENTS: '2', RECENT_EVENT_DAYS: '30' },
    });
    expect(functionOf(other, 'api').properties.Environment).toMatchObject({
      Variables: { RECENT_EVENTS: '2' },
    });
  });

  test('switched off leaves nothing of it in the template but that the API knows', () => {
    const off = synthesize({ recentEvents: 0 });
    expect(JSON.stringify(off.toJSON())).not.toMatch(/sample/i);
    expect(
      Object.values(resourcesOf(off, 'AWS::Events::Rule')).map(one => one.Properties.EventPattern),
    ).toEqual(Object.values(resourcesOf(off, 'AWS::Events::Rule')).map(() => undefined));
    expect(functionOf(off, 'api').properties.Environment).toMatchObject({
      Variables: { RECENT_EVENTS: '0' },
    });
  });
});
