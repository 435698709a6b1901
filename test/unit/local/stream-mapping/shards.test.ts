import { expect, it } from 'vitest';
import { openStore } from '../../../../local/emulators/store.ts';
import { openCheckpoints } from '../../../../local/lambda/stream-mapping/checkpoints.ts';
import { readableShards } from '../../../../local/lambda/stream-mapping/shards.ts';

const stream = 'arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/1';

it('reads a shard only when its parent is done or gone', () => {
  const checkpoints = openCheckpoints(openStore(), 'Mapping', stream);
  const shards = [
    { ShardId: 'parent', ParentShardId: 'gone' },
    { ShardId: 'left', ParentShardId: 'parent' },
    { ShardId: 'right', ParentShardId: 'parent' },
    { ShardId: 'grandchild', ParentShardId: 'left' },
  ];
  expect(readableShards(shards, checkpoints)).toEqual(['parent']);
  checkpoints.put('parent', { kind: 'after', sequenceNumber: '1' });
  expect(readableShards(shards, checkpoints)).toEqual(['parent']);
  checkpoints.put('parent', { kind: 'end' });
  expect(readableShards(shards, checkpoints)).toEqual(['left', 'right']);
});

it('remembers checkpoints by mapping and stream', () => {
  const store = openStore();
  const first = openCheckpoints(store, 'Mapping', stream);
  expect(first.isEmpty).toBe(true);
  first.put('shard', { kind: 'horizon' });
  first.put('shard', { kind: 'after', sequenceNumber: '100000000000000000001' });
  const again = openCheckpoints(store, 'Mapping', stream);
  expect(again.isEmpty).toBe(false);
  expect(again.get('shard')).toEqual({ kind: 'after', sequenceNumber: '100000000000000000001' });
  expect(openCheckpoints(store, 'Mapping2', stream).isEmpty).toBe(true);
  expect(openCheckpoints(store, 'Mapping', `${stream}2`).isEmpty).toBe(true);
});
