import type { CallPermits } from '../domain/call-permit-ports.ts';
import type { HealthPolicy } from '../domain/health-policy.ts';
import type { EnglishNouns } from '../domain/nouns.ts';
import type { TransitionGuard } from '../domain/own-fault-ports.ts';
import type {
  DeliveryStore,
  Log,
  MessageSource,
  Metrics,
  OperationalEvents,
  Queue,
  ReceivedMessages,
  WebhookCaller,
  WebhookStore,
} from '../domain/ports.ts';
import type { Batch, BatchSource } from './batch-source.ts';
import type { CompanyPace } from './company-pace.ts';
import type { LaneWatch } from './lane-watch.ts';
import type { NameCache } from './name-cache.ts';
import type { OpenedCredentials } from './opened-credentials.ts';
import type { OwnFaultWatch } from './own-fault-watch.ts';
import type { StatisticsTally } from './statistics-tally.ts';
import type { WebhookCache } from './webhook-cache.ts';

/** Runs `act` once after `delayMs`. @returns what cancels it */
export type After = (delayMs: number, act: () => void) => () => void;

/** What the work on a message needs of the world. */
export interface WorkerDependencies {
  readonly webhooks: WebhookCache;
  readonly credentials: OpenedCredentials;
  /** For messages that people read. */
  readonly names: NameCache;
  /** What the operator calls things, for the same messages. */
  readonly nouns: EnglishNouns;
  readonly health: Pick<WebhookStore, 'saveHealth'>;
  readonly deliveries: DeliveryStore;
  readonly caller: WebhookCaller;
  readonly messages: ReceivedMessages;
  /** The queue that the batch came from, to take more. */
  readonly more: MessageSource;
  /** Takes the fresh message when the old one runs out of receives: the delivery queue, or the slow queue for what came from it. */
  readonly queue: Queue;
  /** Takes what belongs into the slow lane. */
  readonly slowQueue: Queue;
  readonly lanes: LaneWatch;
  readonly batch: Batch;
  readonly operations: OperationalEvents;
  /** What owners read of their webhooks. */
  readonly statistics: StatisticsTally;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly after: After;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** The waits after attempts one to four. */
  readonly retryDelaysMs: readonly number[];
  /** Whether failures are the receivers' or ours. */
  readonly ownFaults: OwnFaultWatch;
  /** What workers share so that a webhook's limits hold over all of them. */
  readonly permits: Pick<CallPermits, 'takeSlot' | 'open'>;
  /** Slots of a webhook's owner company, when companies have a limit. */
  readonly companyPace: CompanyPace;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly transitions: Pick<TransitionGuard, 'admit'>;
  /** When webhooks change their state, unless their owners set otherwise. */
  readonly healthPolicy: HealthPolicy;
}

/** What lives as long as the instance: which queue its messages come from, each batch says anew. */
export interface InstanceDependencies extends Omit<WorkerDependencies, 'messages' | 'more' | 'batch'> {
  /** The construct's requestTimeout. */
  readonly requestTimeoutMs: number;
  readonly sourceOf: (queueArn: string) => BatchSource;
  /** @param queueArn where a batch came from: a receipt handle is good for its own queue only */
  readonly messagesOf: (queueArn: string) => ReceivedMessages;
  readonly moreOf: (queueArn: string) => MessageSource;
}
