import type { Delivery, StoredDelivery, WaitingDelivery } from './delivery.ts';
import type { ConditionalWrite } from './ports.ts';
import type { ResendJob, ResendKey, ResendWindow } from './resend-job.ts';

/** Deliveries of a webhook that were created within a time, in these states. */
export interface DeliveryWindow extends ResendWindow {
  readonly webhookId: string;
  /** Only deliveries that sort behind this id. */
  readonly after?: string;
}

/** The deliveries' records, as far as they are sent again. */
export interface ResendableDeliveries {
  /**
   * Writes the next run of a delivery, with its event, if the record is still as it was read and has not expired.
   * @param before as it was read
   */
  startRun(next: StoredDelivery, before: Delivery): Promise<ConditionalWrite>;
  /** Keeps a delivery with its event under an id that nobody has. */
  add(stored: StoredDelivery): Promise<ConditionalWrite>;
  /** Those of these deliveries that there are, with their events, in any order (consistent). */
  findAll(ids: readonly string[]): Promise<WaitingDelivery[]>;
  /** Ids of the deliveries in a window, oldest first, at most `limit` (eventually consistent). */
  idsWithin(window: DeliveryWindow, limit: number): Promise<string[]>;
  /** How many deliveries are in a window, counted to `most` (eventually consistent). */
  countWithin(window: DeliveryWindow, most: number): Promise<number>;
}

export interface ResendPage {
  readonly webhookId: string;
  readonly limit: number;
  /** Only jobs older than this id. */
  readonly before?: string;
}

/** Resends of windows; those that have ended stay as long as deliveries do. */
export interface ResendStore {
  /** @returns false when another one of the webhook is running: nothing is written then */
  create(job: ResendJob): Promise<boolean>;
  /** Consistent. */
  find(key: ResendKey): Promise<ResendJob | undefined>;
  /** The id of the one that is running (consistent). */
  running(webhookId: string): Promise<string | undefined>;
  /** Newest first. */
  list(page: ResendPage): Promise<ResendJob[]>;
  /** Those of which something is left to be done, oldest first (eventually consistent). */
  unfinished(): Promise<ResendKey[]>;
  /** @returns false when the job is no longer as it was read */
  save(job: ResendJob, before: ResendJob): Promise<boolean>;
}
