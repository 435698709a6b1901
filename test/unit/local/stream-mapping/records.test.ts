import { expect, it } from 'vitest';
import { failureRecord } from '../../../../local/lambda/stream-mapping/failure-record.ts';
import { streamRecord } from '../../../../local/lambda/stream-mapping/stream-record.ts';

const streamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/1';

it('makes the record of a change as AWS does', () => {
  const { json, ...known } = streamRecord(
    {
      eventID: '7de3041dd709b024af6f29e4fa13d34c',
      eventName: 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      dynamodb: {
        ApproximateCreationDateTime: new Date('2026-10-01T12:00:00Z'),
        Keys: { pk: { S: 'a' } },
        NewImage: {
          pk: { S: 'a' },
          count: { N: '12345678901234567890.5' },
          yes: { BOOL: true },
          nothing: { NULL: true },
          bytes: { B: new Uint8Array([0, 1, 2]) },
          manyBytes: { BS: [new Uint8Array([255])] },
          texts: { SS: ['x', 'y'] },
          numbers: { NS: ['1'] },
          list: { L: [{ M: { inner: { B: new Uint8Array([104, 105]) } } }, { S: '' }] },
        },
        OldImage: { pk: { S: 'a' } },
        SequenceNumber: '100000000000000000007',
        SizeBytes: 59,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    },
    streamArn,
  );
  expect(known).toEqual({ sequenceNumber: '100000000000000000007', createdAtMs: 1_790_856_000_000 });
  expect(JSON.parse(json)).toEqual({
    eventID: '7de3041dd709b024af6f29e4fa13d34c',
    eventName: 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      ApproximateCreationDateTime: 1_790_856_000,
      Keys: { pk: { S: 'a' } },
      NewImage: {
        pk: { S: 'a' },
        count: { N: '12345678901234567890.5' },
        yes: { BOOL: true },
        nothing: { NULL: true },
        bytes: { B: 'AAEC' },
        manyBytes: { BS: ['/w=='] },
        texts: { SS: ['x', 'y'] },
        numbers: { NS: ['1'] },
        list: { L: [{ M: { inner: { B: 'aGk=' } } }, { S: '' }] },
      },
      OldImage: { pk: { S: 'a' } },
      SequenceNumber: '100000000000000000007',
      SizeBytes: 59,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    eventSourceARN: streamArn,
  });
});

const discarded = {
  records: [
    { sequenceNumber: '100000000000000000001', createdAtMs: 1_790_856_000_000, json: '{}' },
    { sequenceNumber: '100000000000000000004', createdAtMs: 1_790_856_030_000, json: '{}' },
  ],
  shardId: 'shardId-1',
  streamArn,
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f',
};
const now = new Date('2026-10-01T12:05:00.717Z');

it('tells the on-failure destination what AWS tells it', () => {
  const answer = { kind: 'functionError', payload: '{}', error: 'Unhandled' } as const;
  const condition = 'RetryAttemptsExhausted';
  expect(JSON.parse(failureRecord({ ...discarded, condition, invocations: 3, answer }, 'r1', now))).toEqual({
    requestContext: {
      requestId: 'r1',
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 3,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: '2026-10-01T12:05:00.717Z',
    DDBStreamBatchInfo: {
      shardId: 'shardId-1',
      startSequenceNumber: '100000000000000000001',
      endSequenceNumber: '100000000000000000004',
      approximateArrivalOfFirstRecord: '2026-10-01T12:00:00Z',
      approximateArrivalOfLastRecord: '2026-10-01T12:00:30Z',
      batchSize: 2,
      streamArn,
    },
  });
});

it('names no function error for a reported failure, and no response where there was none', () => {
  const reported = { condition: 'RetryAttemptsExhausted', answer: { kind: 'ok', payload: '{}' } } as const;
  const expired = { condition: 'RecordAgeExceeded', answer: undefined } as const;
  const parse = (given: typeof reported | typeof expired, invocations: number) =>
    JSON.parse(failureRecord({ ...discarded, ...given, invocations }, 'r1', now));
  expect(parse(reported, 1).responseContext).toEqual({ statusCode: 200, executedVersion: '$LATEST' });
  expect(parse(expired, 0)).not.toHaveProperty('responseContext');
  expect(parse(expired, 0).requestContext).toMatchObject({
    condition: 'RecordAgeExceeded',
    approximateInvokeCount: 0,
  });
});
