import { AwsCallError } from '../domain/errors.ts';
import type { DueCheck, ExpectedRevisions, WebhookPage, WebhookStore } from '../domain/ports.ts';
import type { Health, RuleState, Webhook, WebhookState } from '../domain/webhook.ts';
import { realTiming, type Timing } from './backoff.ts';
import { dueChecks, releasingWebhooks } from './due-webhooks.ts';
import { readItems, type TableAccess, transact } from './dynamodb-batches.ts';
import { conditionFailedCode, type DynamoDb, type Item } from './dynamodb-client.ts';
import { healthItem, healthKey, healthOf, healthUpdate } from './health-item.ts';
import { dayMs, isExpired, requiredText, ttlAfter, ttlName } from './item-fields.ts';
import { unlessRefused } from './unless-refused.ts';
import { itemOfWebhook, webhookKey, webhookOf } from './webhook-item.ts';
import { allWebhooks, countWebhooks, newestWebhooks } from './webhook-list.ts';

const pageSize = 100;

export interface DynamoDbWebhookStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  /** How long a deleted webhook stays, so that its deliveries can be read. */
  readonly retentionDays: number;
  readonly timing?: Timing;
}

/** WebhookStore: webhook and health are two items under one key, see `webhook-item.ts` and `health-item.ts`. */
export class DynamoDbWebhookStore implements WebhookStore {
  readonly #access: TableAccess;
  readonly #retentionMs: number;

  constructor({ dynamoDb, webhooksTable, retentionDays, timing = realTiming }: DynamoDbWebhookStoreOptions) {
    this.#access = { dynamoDb, table: webhooksTable, timing };
    this.#retentionMs = retentionDays * dayMs;
  }

  async find(id: string): Promise<WebhookState | undefined> {
    return (await this.#states([id])).get(id);
  }

  async findAll(ids: readonly string[]): Promise<WebhookState[]> {
    return [...(await this.#states(ids)).values()];
  }

  /** @throws AwsCallError `ConditionalCheckFailedException` when the id is taken */
  async create(state: WebhookState): Promise<void> {
    const isWritten = await transact(this.#access, {
      TransactItems: this.#items(state).map(Item => ({
        Put: { TableName: this.#access.table, Item, ConditionExpression: 'attribute_not_exists(pk)' },
      })),
    });
    if (!isWritten) throw new AwsCallError(conditionFailedCode, `${state.webhook.id} exists already`, false);
  }

  save(state: WebhookState, { revision, healthRevision }: ExpectedRevisions): Promise<boolean> {
    const expected = [revision, healthRevision];
    return transact(this.#access, {
      TransactItems: this.#items(state).map((Item, index) => ({
        Put: {
          TableName: this.#access.table,
          Item,
          ConditionExpression: 'revision = :expected',
          ExpressionAttributeValues: { ':expected': { N: String(expected[index]) } },
        },
      })),
    });
  }

  markRule(id: string, revision: number, rule: RuleState): Promise<boolean> {
    return unlessRefused(
      this.#access.dynamoDb.updateItem({
        TableName: this.#access.table,
        Key: webhookKey(id),
        UpdateExpression: 'SET #rule = :rule',
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeNames: { '#rule': 'rule' },
        ExpressionAttributeValues: { ':rule': { S: rule }, ':revision': { N: String(revision) } },
      }),
    );
  }

  setLane(id: string, slowSince: string | undefined, revision: number): Promise<boolean> {
    const lane = slowSince === undefined ? ' REMOVE slowSince' : ', slowSince = :slowSince';
    return unlessRefused(
      this.#access.dynamoDb.updateItem({
        TableName: this.#access.table,
        Key: webhookKey(id),
        UpdateExpression: `SET #rule = :pending, revision = :next${lane}`,
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeNames: { '#rule': 'rule' },
        ExpressionAttributeValues: {
          ':pending': { S: 'pending' },
          ':next': { N: String(revision + 1) },
          ':revision': { N: String(revision) },
          ...(slowSince === undefined ? {} : { ':slowSince': { S: slowSince } }),
        },
      }),
    );
  }

  saveHealth(id: string, health: Health, expectedRevision: number): Promise<boolean> {
    const update = healthUpdate(id, health, expectedRevision);
    return unlessRefused(this.#access.dynamoDb.updateItem({ TableName: this.#access.table, ...update }));
  }

  async list(page: WebhookPage): Promise<WebhookState[]> {
    const listed: WebhookState[] = [];
    let candidates: string[] = [];
    // The index lags behind: it says which webhooks, and the table says what they are now.
    const addCandidates = async () => {
      const states = await this.#states(candidates);
      for (const id of candidates) {
        const state = states.get(id);
        if (state !== undefined && state.webhook.deletedAt === undefined) listed.push(state);
      }
      candidates = [];
    };
    for await (const { id } of newestWebhooks(this.#access, page)) {
      candidates.push(id);
      if (listed.length + candidates.length < page.limit) continue;
      await addCandidates();
      if (listed.length >= page.limit) return listed;
    }
    await addCandidates();
    return listed;
  }

  pages(ownerCompanyId?: string): AsyncIterable<readonly Webhook[]> {
    return allWebhooks(this.#access, pageSize, ownerCompanyId);
  }

  countOwned(ownerCompanyId: string, enough?: number): Promise<number> {
    return countWebhooks(this.#access, ownerCompanyId, enough);
  }

  releasing(): Promise<string[]> {
    return releasingWebhooks(this.#access);
  }

  dueChecks(by: string, limit: number): Promise<DueCheck[]> {
    return dueChecks(this.#access, by, limit);
  }

  /** Webhook first, health second. Those of a deleted webhook end with its deliveries. */
  #items({ webhook, health }: WebhookState): Item[] {
    const items = [itemOfWebhook(webhook), healthItem(webhook.id, health)];
    if (webhook.deletedAt === undefined) return items;
    const ttl = ttlAfter(this.#access.timing.now(), this.#retentionMs);
    return items.map(item => ({ ...item, [ttlName]: { N: String(ttl) } }));
  }

  async #states(ids: readonly string[]): Promise<Map<string, WebhookState>> {
    const keys = ids.flatMap(id => [webhookKey(id), healthKey(id)]);
    const nowMs = this.#access.timing.now();
    const items = new Map(
      (await readItems(this.#access, keys))
        .filter(item => !isExpired(item, nowMs))
        .map(item => [`${requiredText(item, 'pk')} ${requiredText(item, 'sk')}`, item]),
    );
    const states = new Map<string, WebhookState>();
    for (const id of ids) {
      const webhook = items.get(`WEBHOOK#${id} WEBHOOK`);
      const health = items.get(`WEBHOOK#${id} HEALTH`);
      if (webhook !== undefined && health !== undefined) {
        states.set(id, { webhook: webhookOf(webhook), health: healthOf(health) });
      }
    }
    return states;
  }
}
