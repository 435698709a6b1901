import type { Lane } from '../domain/lane.ts';
import type { DeliveryStore, Leases, Log, Queue, WebhookStore } from '../domain/ports.ts';
import type { ResendableDeliveries, ResendStore } from '../domain/resend-ports.ts';

interface SendingDependencies {
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

export interface SweeperDependencies extends SendingDependencies {
  readonly deliveries: SendingDependencies['deliveries'] &
    Pick<ResendableDeliveries, 'findAll' | 'idsWithin' | 'countWithin' | 'startRun'>;
  readonly resends: Pick<ResendStore, 'find' | 'running' | 'unfinished' | 'save'>;
}

interface Timed {
  /** Whether there is time for one more page. */
  readonly hasTime: () => boolean;
}

/** One run of the sweeper, as far as it sends what is due and what is released. */
export interface Sending extends SendingDependencies, Timed {}

/** One run of the sweeper. */
export interface Sweep extends SweeperDependencies, Timed {}
