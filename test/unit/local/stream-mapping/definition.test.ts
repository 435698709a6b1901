import { expect, it } from 'vitest';
import type { JsonRecord } from '../../../../local/json.ts';
import { streamMappingOf } from '../../../../local/lambda/stream-mapping/definition.ts';

const streamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/1';
const least: JsonRecord = { EventSourceArn: streamArn, FunctionName: 'f', StartingPosition: 'TRIM_HORIZON' };

it('fills in what Lambda fills in', () => {
  expect(streamMappingOf('Mapping', least)).toEqual({
    id: 'Mapping',
    functionName: 'f',
    streamArn,
    batchSize: 100,
    windowMs: 0,
    startingPosition: 'TRIM_HORIZON',
    filters: [],
    bisects: false,
    reportsItemFailures: false,
    maximumRetries: undefined,
    maximumAgeMs: undefined,
    failureQueueArn: undefined,
  });
});

it('reads every property', () => {
  const failureQueueArn = 'arn:aws:sqs:us-east-1:000000000000:q';
  expect(
    streamMappingOf('Mapping', {
      ...least,
      FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:f',
      StartingPosition: 'LATEST',
      BatchSize: 10_000,
      MaximumBatchingWindowInSeconds: 2,
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 0,
      MaximumRecordAgeInSeconds: 60,
      ParallelizationFactor: 1,
      DestinationConfig: { OnFailure: { Destination: failureQueueArn } },
    }),
  ).toMatchObject({
    functionName: 'f',
    startingPosition: 'LATEST',
    batchSize: 10_000,
    windowMs: 2_000,
    filters: [{ branches: [{ fields: [{ path: 'eventName' }] }] }],
    bisects: true,
    reportsItemFailures: true,
    maximumRetries: 0,
    maximumAgeMs: 60_000,
    failureQueueArn,
  });
});

const sixFilters = Array.from({ length: 6 }, () => ({ Pattern: '{"eventName":["INSERT"]}' }));

it.each<[JsonRecord, string]>([
  [{ StartingPosition: 'AT_TIMESTAMP' }, 'StartingPosition must be one of TRIM_HORIZON, LATEST'],
  [{ BatchSize: 10_001 }, 'BatchSize must be an integer from 1 to 10000, not 10001'],
  [{ ParallelizationFactor: 2 }, 'ParallelizationFactor must be an integer from 1 to 1, not 2'],
  [
    { MaximumBatchingWindowInSeconds: 301 },
    'MaximumBatchingWindowInSeconds must be an integer from 0 to 300',
  ],
  [{ MaximumRetryAttempts: 10_001 }, 'MaximumRetryAttempts must be an integer from -1 to 10000'],
  [{ MaximumRecordAgeInSeconds: 59 }, 'MaximumRecordAgeInSeconds must be -1 or at least 60'],
  [{ ScalingConfig: { MaximumConcurrency: 2 } }, 'ScalingConfig is for queues, not for streams'],
  [{ FilterCriteria: { Filters: sixFilters } }, 'a mapping has at most 5 filters'],
  [
    { DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:us-east-1:000000000000:t' } } },
    'sends what failed to standard SQS queues only, not to arn:aws:sns:us-east-1:000000000000:t',
  ],
])('refuses %j', (properties, message) => {
  expect(() => streamMappingOf('Mapping', { ...least, ...properties })).toThrow(message);
});
