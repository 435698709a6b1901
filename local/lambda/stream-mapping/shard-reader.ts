import {
  type _Record,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { Checkpoint } from './checkpoints.ts';

/** Reads one shard, each record once. */
export interface ShardReader {
  /** The next records; none when there are none now. `end`: the shard is closed, and all of it read. */
  read(limit: number, signal: AbortSignal): Promise<readonly _Record[] | 'end'>;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
const maxRecords = 1_000;

export function createShardReader(
  streams: DynamoDBStreamsClient,
  shard: { readonly StreamArn: string; readonly ShardId: string },
  from: Checkpoint,
): ShardReader {
  let position = from;
  let iterator: string | undefined;

  const iteratorHere = async (abortSignal: AbortSignal): Promise<string | undefined> => {
    const start =
      position.kind === 'after'
        ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: position.sequenceNumber }
        : { ShardIteratorType: 'TRIM_HORIZON' as const };
    const command = new GetShardIteratorCommand({ ...shard, ...start });
    return (await streams.send(command, { abortSignal })).ShardIterator;
  };

  return {
    async read(limit, abortSignal) {
      if (position.kind === 'end') return 'end';
      try {
        iterator ??= await iteratorHere(abortSignal);
        const { Records = [], NextShardIterator } = await streams.send(
          new GetRecordsCommand({ ShardIterator: iterator, Limit: Math.min(limit, maxRecords) }),
          { abortSignal },
        );
        iterator = NextShardIterator;
        const sequenceNumber = Records.at(-1)?.dynamodb?.SequenceNumber;
        if (sequenceNumber !== undefined) position = { kind: 'after', sequenceNumber };
        if (iterator === undefined) position = { kind: 'end' };
        return iterator === undefined && Records.length === 0 ? 'end' : Records;
      } catch (error) {
        // An iterator lives for some minutes only.
        iterator = undefined;
        // What is no longer there cannot be read; the oldest that is left comes next.
        if (error instanceof Error && error.name === 'TrimmedDataAccessException')
          position = { kind: 'horizon' };
        throw error;
      }
    },
  };
}
