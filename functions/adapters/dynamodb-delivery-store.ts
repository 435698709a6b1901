import type { Delivery, StoredDelivery, WaitingDelivery } from '../domain/delivery.ts';
import type {
  DeliverySearch,
  FoundDeliveries,
  NewestDeliveries,
  SearchableDeliveries,
} from '../domain/delivery-search.ts';
import type { ConditionalWrite, DeliveryPage, DeliveryStore, ExpectedVersions } from '../domain/ports.ts';
import type { DeliveryWindow, ResendableDeliveries } from '../domain/resend-ports.ts';
import type { Health } from '../domain/webhook.ts';
import { realTiming, type Timing } from './backoff.ts';
import type { DeliveriesAccess } from './deliveries-access.ts';
import { deliveredSince, findDelivery, findDeliveryWithEvent, listDeliveries } from './delivery-reads.ts';
import { searchDeliveries } from './delivery-search.ts';
import { countWithin, findAll, idsWithin } from './delivery-windows.ts';
import { attemptWrite, endWaiting, putAttempt, putDelivered, putHeld } from './delivery-writes.ts';
import { transact } from './dynamodb-batches.ts';
import type { DynamoDb } from './dynamodb-client.ts';
import { healthUpdate } from './health-item.ts';
import { dayMs } from './item-fields.ts';
import { newestDeliveries } from './newest-deliveries.ts';
import type { PayloadStore } from './payload-store.ts';
import { putNew, putRun } from './resend-writes.ts';
import { countHeld, dueDeliveries, heldDeliveries } from './waiting-deliveries.ts';
import { webhookKey } from './webhook-item.ts';

export interface DynamoDbDeliveryStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly deliveriesTable: string;
  /** Holds the webhooks and their health. */
  readonly webhooksTable: string;
  readonly payloads: PayloadStore;
  readonly retentionDays: number;
  readonly timing?: Timing;
}

/** DeliveryStore in a table of its own: see `delivery-item.ts` for the layout. */
export class DynamoDbDeliveryStore implements DeliveryStore, ResendableDeliveries, SearchableDeliveries {
  readonly #access: DeliveriesAccess;
  readonly #webhooksTable: string;

  constructor(options: DynamoDbDeliveryStoreOptions) {
    this.#access = {
      dynamoDb: options.dynamoDb,
      table: options.deliveriesTable,
      timing: options.timing ?? realTiming,
      retentionMs: options.retentionDays * dayMs,
      payloads: options.payloads,
    };
    this.#webhooksTable = options.webhooksTable;
  }

  find(id: string): Promise<Delivery | undefined> {
    return findDelivery(this.#access, id);
  }

  deliveredSince(webhookId: string, since: string): Promise<boolean> {
    return deliveredSince(this.#access, webhookId, since);
  }

  findWithEvent(id: string): Promise<WaitingDelivery | undefined> {
    return findDeliveryWithEvent(this.#access, id);
  }

  findAll(ids: readonly string[]): Promise<WaitingDelivery[]> {
    return findAll(this.#access, ids);
  }

  idsWithin(window: DeliveryWindow, limit: number): Promise<string[]> {
    return idsWithin(this.#access, window, limit);
  }

  countWithin(window: DeliveryWindow, most: number): Promise<number> {
    return countWithin(this.#access, window, most);
  }

  list(page: DeliveryPage): Promise<Delivery[]> {
    return listDeliveries(this.#access, page);
  }

  search(search: DeliverySearch): Promise<FoundDeliveries> {
    return searchDeliveries(this.#access, search);
  }

  newest(webhookId: string, since: string, most: number): Promise<NewestDeliveries> {
    return newestDeliveries(this.#access, webhookId, since, most);
  }

  putDelivered(deliveries: readonly StoredDelivery[]): Promise<ReadonlySet<string>> {
    return putDelivered(this.#access, deliveries);
  }

  recordAttempt(stored: StoredDelivery): Promise<ConditionalWrite> {
    return putAttempt(this.#access, stored);
  }

  async recordFailureAndHealth(
    stored: StoredDelivery,
    health: Health,
    { version, healthRevision }: ExpectedVersions,
  ): Promise<ConditionalWrite> {
    const { ReturnValuesOnConditionCheckFailure: _, ...put } = await attemptWrite(this.#access, stored);
    const { webhookId } = stored.delivery;
    const TableName = this.#webhooksTable;
    const isWritten = await transact(this.#access, {
      TransactItems: [
        { Put: put },
        { Update: { TableName, ...healthUpdate(webhookId, health, healthRevision) } },
        {
          ConditionCheck: {
            TableName,
            Key: webhookKey(webhookId),
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':version': { N: String(version) } },
          },
        },
      ],
    });
    if (!isWritten) return 'stale';
    await this.#access.payloads.letExpire(put.Item);
    return 'written';
  }

  hold(stored: StoredDelivery): Promise<ConditionalWrite> {
    return putHeld(this.#access, stored);
  }

  startRun(next: StoredDelivery, before: Delivery): Promise<ConditionalWrite> {
    return putRun(this.#access, next, before);
  }

  add(stored: StoredDelivery): Promise<ConditionalWrite> {
    return putNew(this.#access, stored);
  }

  due(now: string, limit: number): Promise<WaitingDelivery[]> {
    return dueDeliveries(this.#access, now, limit);
  }

  countHeld(webhookId: string, most: number): Promise<number> {
    return countHeld(this.#access, webhookId, most);
  }

  heldOf(webhookId: string, limit: number): Promise<WaitingDelivery[]> {
    return heldDeliveries(this.#access, webhookId, limit);
  }

  markSent(delivery: Delivery): Promise<ConditionalWrite> {
    return endWaiting(this.#access, delivery, 'pending');
  }

  markFailed(delivery: Delivery): Promise<ConditionalWrite> {
    return endWaiting(this.#access, delivery, 'failed');
  }
}
