import type { InvocationAnswer } from '../invoker.ts';
import type { DiscardCondition } from './next-step.ts';
import type { StreamRecord } from './stream-record.ts';

/** Records that are given up, and where they were. */
export interface Discarded {
  readonly records: readonly StreamRecord[];
  readonly condition: DiscardCondition;
  /** How often the function was called for the first of them. */
  readonly invocations: number;
  /** What the function answered last; `undefined` when it was never called. */
  readonly answer: InvocationAnswer | undefined;
  readonly shardId: string;
  readonly streamArn: string;
  readonly functionArn: string;
}

/**
 * What an on-failure destination gets: where the records are in the stream, not the records.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function failureRecord(discarded: Discarded, requestId: string, now: Date): string {
  const { records, condition, invocations, answer, shardId, streamArn, functionArn } = discarded;
  const [first, last] = [records[0], records.at(-1)];
  return JSON.stringify({
    requestContext: { requestId, functionArn, condition, approximateInvokeCount: invocations },
    ...((answer?.kind === 'ok' || answer?.kind === 'functionError') && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(answer.kind === 'functionError' && { functionError: answer.error }),
      },
    }),
    version: '1.0',
    timestamp: now.toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: seconds(first),
      approximateArrivalOfLastRecord: seconds(last),
      batchSize: records.length,
      streamArn,
    },
  });
}

/** `2019-11-14T00:13:19Z` */
function seconds(record: StreamRecord | undefined): string {
  return `${new Date(record?.createdAtMs ?? 0).toISOString().slice(0, 19)}Z`;
}
