import type { CallSlots } from './call-pace.ts';
import type { Credentials } from './credentials.ts';
import type { Attempt, Delivery, StoredDelivery, WaitingDelivery } from './delivery.ts';
import type { MetricName } from './metric-name.ts';
import type { OperationalEvent } from './operational-event.ts';
import type { Health, RuleState, Webhook, WebhookState } from './webhook.ts';

/** What was read before a change of health alone; the change is refused when it is no longer so. */
export interface ExpectedVersions {
  readonly version: number;
  readonly healthRevision: number;
}

/** What was read before a change of the webhook itself; the change is refused when it is no longer so. */
export interface ExpectedRevisions {
  readonly revision: number;
  readonly healthRevision: number;
}

export interface WebhookPage {
  /** `'*'`, or only webhooks all of whose companies are among these. */
  readonly companies: '*' | readonly string[];
  /** Only webhooks that this company owns. */
  readonly ownerCompanyId?: string;
  readonly limit: number;
  /** Only webhooks older than this id. */
  readonly before?: string;
}

/** A webhook whose receiver is to be checked, or whose hold period ends. */
export interface DueCheck {
  readonly webhookId: string;
  /** RFC 3339: when. */
  readonly dueAt: string;
}

/** Webhooks and their health. */
export interface WebhookStore {
  /** Consistent; deleted webhooks come with `deletedAt`; `undefined` for one that never was, or is past its retention. */
  find(id: string): Promise<WebhookState | undefined>;
  /** As `find`, of those of these ids that there are, in any order. */
  findAll(ids: readonly string[]): Promise<WebhookState[]>;
  create(state: WebhookState): Promise<void>;
  /** Writes webhook and health in one transaction. @returns false when another change came first; nothing is written then */
  save(state: WebhookState, expected: ExpectedRevisions): Promise<boolean>;
  /** @returns false when the webhook's revision is no longer this one */
  markRule(id: string, revision: number, rule: RuleState): Promise<boolean>;
  /**
   * Notes since when the webhook is slow (absent: it no longer is), which makes its rule `pending`; only the revision is raised.
   * @returns false when the webhook's revision is no longer this one
   */
  setLane(id: string, slowSince: string | undefined, revision: number): Promise<boolean>;
  /** @returns false when the health's revision is no longer this one */
  saveHealth(id: string, health: Health, expectedRevision: number): Promise<boolean>;
  /** Newest first, without deleted ones. */
  list(page: WebhookPage): Promise<WebhookState[]>;
  /**
   * Every webhook there is but deleted ones, oldest first, page by page (eventually consistent).
   * @param ownerCompanyId only those of this company
   */
  pages(ownerCompanyId?: string): AsyncIterable<readonly Webhook[]>;
  /**
   * How many webhooks a company owns, deleted ones not counted (eventually consistent).
   * @param enough it need not be counted further than this
   */
  countOwned(ownerCompanyId: string, enough?: number): Promise<number>;
  /** Webhooks whose held deliveries are to be released or, when deleted, ended. */
  releasing(): Promise<string[]>;
  /** Webhooks that are to be checked by then (RFC 3339), soonest first, at most `limit` (eventually consistent). */
  dueChecks(by: string, limit: number): Promise<DueCheck[]>;
}

/** What a vault needs of a webhook to open its credentials. */
export type SealedWebhook = Pick<Webhook, 'id' | 'ownerCompanyId' | 'sealedCredentials'>;

/** Keeps credentials from everybody who reads the tables. Whoever signs calls may open them, and nobody else. */
export interface Vault {
  /** @returns a text that only `open` for the same webhook and company understands */
  seal(companyId: string, webhookId: string, credentials: Credentials): Promise<string>;
  /**
   * @throws AwsCallError when it cannot be told now
   * @throws CredentialsUnusableError when the text was not sealed for this webhook and its company
   */
  open(webhook: SealedWebhook): Promise<Credentials>;
}

/** `stale`: the record has gone on without us (another copy of the message was faster); nothing was written. */
export type ConditionalWrite = 'written' | 'stale';

export interface DeliveryPage {
  readonly webhookId: string;
  readonly limit: number;
  /** Only deliveries that sort before this id. */
  readonly before?: string;
}

/** The deliveries' records. */
export interface DeliveryStore {
  /** Consistent. */
  find(id: string): Promise<Delivery | undefined>;
  /** As `find`, with the event, which may be large. */
  findWithEvent(id: string): Promise<WaitingDelivery | undefined>;
  /** Newest first. */
  list(page: DeliveryPage): Promise<Delivery[]>;
  /**
   * Whether a delivery of the webhook succeeded at or after this time, as far as its newest records tell: what is hidden
   * behind very many newer ones is not found.
   */
  deliveredSince(webhookId: string, since: string): Promise<boolean>;
  /**
   * Writes delivered records unconditionally, in batches, with their events unless those are not to be kept; what DynamoDB
   * leaves unprocessed is tried again, and a record that it refuses takes no other along.
   * @returns the ids that are confirmed to be stored: only these may be acknowledged
   */
  putDelivered(deliveries: readonly StoredDelivery[]): Promise<ReadonlySet<string>>;
  /**
   * Writes the state after a failed attempt (pending, parked or failed), if the record is absent with this being the
   * first attempt of run 1, or is still pending with one attempt less of the same run.
   */
  recordAttempt(stored: StoredDelivery): Promise<ConditionalWrite>;
  /** As `recordAttempt`, and in the same transaction the webhook's health, if webhook and health are still as expected. */
  recordFailureAndHealth(
    stored: StoredDelivery,
    health: Health,
    expected: ExpectedVersions,
  ): Promise<ConditionalWrite>;
  /** Keeps a delivery with its event, if the record is absent and it had no attempt, or pending with the same attempts of the same run. */
  hold(stored: StoredDelivery): Promise<ConditionalWrite>;
  /** Parked deliveries that are due, soonest first, at most `limit`; empty only when there are none. */
  due(now: string, limit: number): Promise<WaitingDelivery[]>;
  /** How many deliveries of a webhook are held, counted to `most` (eventually consistent). */
  countHeld(webhookId: string, most: number): Promise<number>;
  /** Held deliveries of a webhook, oldest first, at most `limit`; empty only when there are none. */
  heldOf(webhookId: string, limit: number): Promise<WaitingDelivery[]>;
  /** A parked or held delivery, still as it was read, was sent to the queue: pending again, no longer in the index. It keeps its event. */
  markSent(delivery: Delivery): Promise<ConditionalWrite>;
  /** A held or pending delivery, still as it was read, ends: its webhook was deleted, or is no longer meant. It keeps its event. */
  markFailed(delivery: Delivery): Promise<ConditionalWrite>;
}

/** Work that only one sweep may do at a time. */
export interface Leases {
  /** Takes or renews a lease. @returns false while another holder has it */
  take(name: string, untilMs: number): Promise<boolean>;
  /** Ends a lease before its time; nothing happens when it is no longer ours. */
  giveBack(name: string): Promise<void>;
}

/** One signed HTTP call, ready to send: these bytes are the bytes that were signed. */
export interface WebhookCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

/** Dials customers' URLs, by the address policy. Never rejects: whatever happens is an attempt. */
export interface WebhookCaller {
  call(call: WebhookCall): Promise<Attempt>;
}

/**
 * SQS delays a message no longer than this.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-timers.html
 */
export const maxDelaySeconds = 900;

export interface QueueMessage extends CallSlots {
  /** Exactly as EventBridge made it: `{"webhookId","event"}`. */
  readonly body: string;
  readonly groupId?: string;
  /** At most {@link maxDelaySeconds}. */
  readonly delaySeconds: number;
  /** How often it came back from the dead-letter queue; 0 for a message of the worker or the sweeper. */
  readonly hops: number;
}

export interface Queue {
  /** @returns a flag per message, in order: whether SQS took it */
  send(messages: readonly QueueMessage[]): Promise<boolean[]>;
}

/** A message as it was received by whoever asked the queue for it. */
export interface SourcedMessage {
  readonly id: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly groupId?: string;
  /** Those of its message attributes that are texts or numbers. */
  readonly attributes: Readonly<Record<string, string>>;
  /** How often it was received, this time included, approximately. */
  readonly receives: number;
  /** Milliseconds since 1970. */
  readonly sentAtMs: number;
}

/** A queue of which messages are asked for. */
export interface MessageSource {
  /** At most ten, hidden from others for a while; none when the queue has none to give. */
  receive(): Promise<readonly SourcedMessage[]>;
  /** Removes messages for good; one that could not be removed comes again. */
  remove(messages: readonly Pick<SourcedMessage, 'receiptHandle'>[]): Promise<void>;
}

export interface ReceivedMessages {
  /** Hides each message for so long from now (SQS ChangeMessageVisibilityBatch, at most 12 hours). */
  hide(messages: readonly { receiptHandle: string; seconds: number }[]): Promise<void>;
}

export interface OperationalEvents {
  /** Resolves when the bus took all of them, else rejects. */
  publish(events: readonly OperationalEvent[]): Promise<void>;
}

export type LogFields = Readonly<Record<string, unknown>>;

/** A structured line each. Fields hold ids and codes, never secrets, keys, signatures or whole payloads. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Counters that alarms and dashboards read. */
export interface Metrics {
  count(name: MetricName, value: number): void;
}
