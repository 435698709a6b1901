import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { StreamMappingDefinition } from '../../cloudformation/run-plan.ts';
import type { Store } from '../../emulators/store.ts';
import type { Invoker } from '../invoker.ts';
import type { EventSourceMapping } from '../queue-mapping.ts';
import type { QueueSender } from '../queue-sender.ts';
import { createChanges } from './changes.ts';
import { openCheckpoints } from './checkpoints.ts';
import { type Discarded, failureRecord } from './failure-record.ts';
import { consumeShard } from './shard-consumer.ts';
import { createShardReader } from './shard-reader.ts';
import { listShards, passOverPresent, readableShards } from './shards.ts';
import { type UntilDoneOptions, untilDone } from './until-done.ts';

export interface StreamMappingOptions {
  readonly mapping: StreamMappingDefinition;
  readonly functionArn: string;
  readonly streams: DynamoDBStreamsClient;
  readonly sendToQueue: QueueSender;
  readonly invoker: Pick<Invoker, 'invoke'>;
  /** Keeps how far the mapping has come. */
  readonly store: Store;
  /** How long an idle stream is left alone. */
  readonly idleMs: number;
  /** Has a function called after each write to a table; without it there is only the time. */
  readonly onTableWrite?: (tableName: string, listener: () => void) => () => void;
  log(message: string): void;
}

/** Reads the stream's shards side by side, each from where the mapping has come to, and gives the function their records. */
export async function startStreamMapping(options: StreamMappingOptions): Promise<EventSourceMapping> {
  const { mapping, streams, onTableWrite } = options;
  const { streamArn } = mapping;
  const checkpoints = openCheckpoints(options.store, mapping.id, streamArn);
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: number): Promise<unknown> => delay(ms, undefined, { signal });
  const consumers = new Map<string, Promise<void>>();
  const tableName = /:table\/([^/]+)\/stream\//.exec(streamArn)?.[1] ?? '';
  const log = (message: string): void => options.log(`${mapping.id}: ${message}`);
  const listen =
    onTableWrite === undefined ? undefined : (listener: () => void) => onTableWrite(tableName, listener);

  const consume = async (shardId: string): Promise<void> => {
    const changes = createChanges(options.idleMs, listen);
    const from = checkpoints.get(shardId) ?? { kind: 'horizon' };
    try {
      await consumeShard({
        ...options,
        shardId,
        reader: createShardReader(streams, { StreamArn: streamArn, ShardId: shardId }, from),
        changes,
        signal,
        now: Date.now,
        pause,
        checkpoint: checkpoint => checkpoints.put(shardId, checkpoint),
        discard: discarded => discard(discarded, options, { signal, pause }, log),
        log,
      });
    } finally {
      changes.close();
    }
    // What comes after a closed shard is in its children.
    const onError = (reason: string): void => log(`cannot list the shards: ${reason}`);
    await untilDone(consumeReadable, { signal, pause, onError });
  };
  const consumeReadable = async (): Promise<void> => {
    for (const shardId of readableShards(await listShards(streams, streamArn), checkpoints)) {
      if (consumers.has(shardId)) continue;
      const consumer = consume(shardId).catch(error => {
        if (!signal.aborted) log(`${shardId} is read no more: ${error}`);
      });
      consumers.set(shardId, consumer);
    }
  };

  if (mapping.startingPosition === 'LATEST' && checkpoints.isEmpty) {
    const shards = await listShards(streams, streamArn);
    await passOverPresent(streams, streamArn, shards, checkpoints, signal);
  }
  await consumeReadable();
  return {
    async stop() {
      stopping.abort();
      await Promise.all(consumers.values());
    },
  };
}

/** Tells the on-failure destination, again and again until it has taken it. */
async function discard(
  discarded: Discarded,
  { mapping, sendToQueue }: StreamMappingOptions,
  waits: Pick<UntilDoneOptions, 'signal' | 'pause'>,
  log: (message: string) => void,
): Promise<void> {
  const { records, condition } = discarded;
  log(`discards ${records.length} records from ${records[0]?.sequenceNumber} on: ${condition}`);
  const { failureQueueArn } = mapping;
  if (failureQueueArn === undefined) return;
  const body = failureRecord(discarded, randomUUID(), new Date());
  const onError = (reason: string): void => log(`cannot send to ${failureQueueArn}: ${reason}`);
  await untilDone(() => sendToQueue(failureQueueArn, body), { ...waits, onError });
}
