import type { Store } from '../../emulators/store.ts';

/** How far a mapping has come in a shard. */
export type Checkpoint =
  /** Nothing of it is done yet. */
  | { readonly kind: 'horizon' }
  | { readonly kind: 'after'; readonly sequenceNumber: string }
  /** The shard is closed and everything in it done. */
  | { readonly kind: 'end' };

/** The checkpoints of one mapping in one stream, by shard. */
export interface Checkpoints {
  get(shardId: string): Checkpoint | undefined;
  put(shardId: string, checkpoint: Checkpoint): void;
  readonly isEmpty: boolean;
}

const kind = 'lambda.checkpoint';

/** @param store keeps them; one that has a file does so beyond the run */
export function openCheckpoints(store: Store, mappingId: string, streamArn: string): Checkpoints {
  const prefix = `${mappingId} ${streamArn} `;
  const byShard = new Map<string, Checkpoint>();
  for (const { id, value } of store.all(kind)) {
    if (id.startsWith(prefix) && isCheckpoint(value)) byShard.set(id.slice(prefix.length), value);
  }
  return {
    get: shardId => byShard.get(shardId),
    put(shardId, checkpoint) {
      byShard.set(shardId, checkpoint);
      store.put(kind, prefix + shardId, checkpoint);
    },
    get isEmpty() {
      return byShard.size === 0;
    },
  };
}

function isCheckpoint(value: unknown): value is Checkpoint {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'after') return 'sequenceNumber' in value && typeof value.sequenceNumber === 'string';
  return value.kind === 'horizon' || value.kind === 'end';
}
