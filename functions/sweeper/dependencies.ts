import type { DeliveryStore, Leases, Log, Queue, WebhookStore } from '../domain/ports.ts';

export interface SweeperDependencies {
  readonly webhooks: Pick<WebhookStore, 'find' | 'releasing' | 'saveHealth'>;
  readonly deliveries: Pick<DeliveryStore, 'due' | 'heldOf' | 'markSent' | 'markFailed'>;
  readonly queue: Queue;
  readonly leases: Leases;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** One run of the sweeper. */
export interface Sweep extends SweeperDependencies {
  /** Whether there is time for one more page. */
  readonly hasTime: () => boolean;
}
