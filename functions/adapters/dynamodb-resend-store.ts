import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { ResendJob, ResendKey } from '../domain/resend-job.ts';
import type { ResendPage, ResendStore } from '../domain/resend-ports.ts';
import { realTiming, type Timing } from './backoff.ts';
import { type TableAccess, transact } from './dynamodb-batches.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { byDue } from './health-item.ts';
import { dayMs, isExpired, optionalText, ttlAfter } from './item-fields.ts';
import {
  isJob,
  resendDueKey,
  resendItem,
  resendKeyOf,
  resendOf,
  resendPartition,
  runningKey,
} from './resend-item.ts';

export interface DynamoDbResendStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  /** How long a job stays that has ended. */
  readonly retentionDays: number;
  readonly timing?: Timing;
}

/** ResendStore as items beside the webhooks, see `resend-item.ts`. */
export class DynamoDbResendStore implements ResendStore {
  readonly #access: TableAccess;
  readonly #retentionMs: number;

  constructor({ dynamoDb, webhooksTable, retentionDays, timing = realTiming }: DynamoDbResendStoreOptions) {
    this.#access = { dynamoDb, table: webhooksTable, timing };
    this.#retentionMs = retentionDays * dayMs;
  }

  create(job: ResendJob): Promise<boolean> {
    const running = { ...runningKey(job.webhookId), resendId: { S: job.id } };
    return transact(this.#access, {
      TransactItems: [
        this.#put(this.#itemOf(job), 'attribute_not_exists(pk)'),
        this.#put(running, 'attribute_not_exists(resendId)'),
      ],
    });
  }

  async find(key: ResendKey): Promise<ResendJob | undefined> {
    const item = await this.#get(resendKeyOf(key));
    return item === undefined || isExpired(item, this.#access.timing.now()) ? undefined : resendOf(item);
  }

  async running(webhookId: string): Promise<string | undefined> {
    const item = await this.#get(runningKey(webhookId));
    return item === undefined ? undefined : optionalText(item, 'resendId');
  }

  async list({ webhookId, limit, before }: ResendPage): Promise<ResendJob[]> {
    const { dynamoDb, table, timing } = this.#access;
    const jobs: ResendJob[] = [];
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await dynamoDb.query({
        TableName: table,
        KeyConditionExpression: before === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: {
          ':pk': { S: resendPartition(webhookId) },
          ...(before === undefined ? {} : { ':before': { S: before } }),
        },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: limit - jobs.length,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      const nowMs = timing.now();
      jobs.push(...Items.filter(item => isJob(item) && !isExpired(item, nowMs)).map(resendOf));
      start = LastEvaluatedKey;
    } while (start !== undefined && jobs.length < limit);
    return jobs;
  }

  async unfinished(): Promise<ResendKey[]> {
    const keys: ResendKey[] = [];
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#access.dynamoDb.query({
        TableName: this.#access.table,
        IndexName: byDue,
        KeyConditionExpression: 'dueKey = :key',
        ExpressionAttributeValues: { ':key': { S: resendDueKey } },
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      keys.push(...Items.map(resendOf).map(({ webhookId, id }) => ({ webhookId, id })));
      start = LastEvaluatedKey;
    } while (start !== undefined);
    return keys;
  }

  save(job: ResendJob, before: ResendJob): Promise<boolean> {
    const values = { ':revision': { N: String(before.revision) } };
    const writes = [this.#put(this.#itemOf(job), 'revision = :revision', values)];
    if (before.status === 'running' && job.status !== 'running') {
      // Another one may run from now on.
      writes.push(this.#put(runningKey(job.webhookId), 'resendId = :id', { ':id': { S: job.id } }));
    }
    return transact(this.#access, { TransactItems: writes });
  }

  #itemOf(job: ResendJob): Item {
    return resendItem(job, ttlAfter(this.#access.timing.now(), this.#retentionMs));
  }

  #put(item: Item, condition: string, values?: Item): TransactWriteItem {
    return {
      Put: {
        TableName: this.#access.table,
        Item: item,
        ConditionExpression: condition,
        ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
      },
    };
  }

  async #get(Key: Item): Promise<Item | undefined> {
    const { dynamoDb, table } = this.#access;
    return (await dynamoDb.getItem({ TableName: table, Key, ConsistentRead: true })).Item;
  }
}
