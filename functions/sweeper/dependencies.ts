import type { Lane } from '../domain/lane.ts';
import type { DeliveryStore, Leases, Log, Queue, WebhookStore } from '../domain/ports.ts';

export interface SweeperDependencies {
  readonly webhooks: Pick<WebhookStore, 'find' | 'releasing' | 'saveHealth'>;
  readonly deliveries: Pick<DeliveryStore, 'findWithEvent' | 'due' | 'heldOf' | 'markSent' | 'markFailed'>;
  /** Where deliveries of webhooks in that lane are sent. */
  readonly queues: Readonly<Record<Lane, Queue>>;
  /** The construct's requestTimeout. */
  readonly requestTimeoutMs: number;
  readonly leases: Leases;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

/** One run of the sweeper. */
export interface Sweep extends SweeperDependencies {
  /** Whether there is time for one more page. */
  readonly hasTime: () => boolean;
}
