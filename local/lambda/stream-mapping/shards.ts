import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams';
import type { Checkpoint, Checkpoints } from './checkpoints.ts';
import { createShardReader } from './shard-reader.ts';

/** All shards of a stream. */
export async function listShards(
  streams: DynamoDBStreamsClient,
  StreamArn: string,
): Promise<readonly Shard[]> {
  const shards: Shard[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const { StreamDescription } = await streams.send(
      new DescribeStreamCommand({
        StreamArn,
        ...(ExclusiveStartShardId !== undefined && { ExclusiveStartShardId }),
      }),
    );
    shards.push(...(StreamDescription?.Shards ?? []));
    ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId;
  } while (ExclusiveStartShardId !== undefined);
  return shards;
}

/**
 * The shards that can be read now: those whose parent is done, or no longer there. An item's changes go on in the child
 * of the shard where they began.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.Processing
 */
export function readableShards(
  shards: readonly Shard[],
  checkpoints: Pick<Checkpoints, 'get'>,
): readonly string[] {
  const ids = new Set(shards.map(({ ShardId }) => ShardId));
  return shards.flatMap(({ ShardId, ParentShardId }) => {
    if (ShardId === undefined || checkpoints.get(ShardId)?.kind === 'end') return [];
    const waits =
      ParentShardId !== undefined && ids.has(ParentShardId) && checkpoints.get(ParentShardId)?.kind !== 'end';
    return waits ? [] : [ShardId];
  });
}

/**
 * Sets the checkpoints of a mapping that starts at LATEST where the shards end now, so that from here on nothing is
 * missed, whatever happens before its first record.
 */
export async function passOverPresent(
  streams: DynamoDBStreamsClient,
  StreamArn: string,
  shards: readonly Shard[],
  checkpoints: Pick<Checkpoints, 'put'>,
  signal: AbortSignal,
): Promise<void> {
  for (const { ShardId, SequenceNumberRange } of shards) {
    if (ShardId === undefined) continue;
    if (SequenceNumberRange?.EndingSequenceNumber !== undefined) {
      checkpoints.put(ShardId, { kind: 'end' });
      continue;
    }
    const reader = createShardReader(streams, { StreamArn, ShardId }, { kind: 'horizon' });
    let present: Checkpoint = { kind: 'horizon' };
    for (;;) {
      const records = await reader.read(Number.POSITIVE_INFINITY, signal);
      const last = records === 'end' ? undefined : records.at(-1)?.dynamodb?.SequenceNumber;
      if (last === undefined) break;
      present = { kind: 'after', sequenceNumber: last };
    }
    checkpoints.put(ShardId, present);
  }
}
