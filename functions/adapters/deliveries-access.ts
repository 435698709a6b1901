import type { TableAccess } from './dynamodb-batches.ts';
import { ttlAfter } from './item-fields.ts';
import type { PayloadStore } from './payload-store.ts';

/** The deliveries' table and how long its records stay. */
export interface DeliveriesAccess extends TableAccess {
  readonly retentionMs: number;
  readonly payloads: PayloadStore;
}

/** Time to live of what is written now, epoch seconds. */
export function ttlOf({ timing, retentionMs }: DeliveriesAccess): number {
  return ttlAfter(timing.now(), retentionMs);
}
