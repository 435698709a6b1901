import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { sdkDynamoDb } from '../../../functions/adapters/aws-sdk-dynamodb.ts';
import { DynamoDbGrantRound } from '../../../functions/adapters/dynamodb-grant-round.ts';
import { DynamoDbGrantStore } from '../../../functions/adapters/dynamodb-grant-store.ts';
import { DynamoDbRuleCounts } from '../../../functions/adapters/dynamodb-rule-counts.ts';
import { DynamoDbTransitionGuard } from '../../../functions/adapters/dynamodb-transition-guard.ts';
import { DynamoDbWebhookStore } from '../../../functions/adapters/dynamodb-webhook-store.ts';
import { EventBridgeRuleBook } from '../../../functions/adapters/eventbridge-rule-book.ts';
import { callsPerSecond, pacer } from '../../../functions/rule-reconciler/pace.ts';
import {
  type Drift,
  maxTargetChecks,
  type ReconcilerDeps,
  reconcileRules,
} from '../../../functions/rule-reconciler/reconcile-rules.ts';
import type { Runtime } from '../../support/local-run.ts';
import type { MadeWebhook } from './create.ts';

/** As the function has them: lib/rule-reconciler.ts and lib/complete-properties.ts. */
const timeoutMs = 120_000;
const requestTimeoutMs = 10_000;

export interface Round {
  readonly drift: Drift;
  readonly ms: number;
  /** Calls of AWS by operation. */
  readonly calls: ReadonlyMap<string, number>;
}

/** The rule-reconciler's own code in this process, where each call of AWS can be counted. */
export class CountedReconciler {
  readonly #settings;
  readonly #eventBridge: EventBridgeClient;
  readonly #dynamoDb: DynamoDBClient;
  readonly #eventBusName: string;
  #calls = new Map<string, number>();

  constructor({ awsEndpointUrl: endpoint, region, accessKeyId, secretAccessKey, eventBusName }: Runtime) {
    this.#settings = { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
    this.#eventBusName = eventBusName;
    this.#eventBridge = new EventBridgeClient(this.#settings);
    this.#dynamoDb = new DynamoDBClient(this.#settings);
    this.#eventBridge.middlewareStack.add(
      (next, { commandName = '' }) => {
        const name = commandName.replace(/Command$/, '');
        return args => {
          this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1);
          return next(args);
        };
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    this.#dynamoDb.middlewareStack.add(
      next => args => {
        this.#calls.set('DynamoDB', (this.#calls.get('DynamoDB') ?? 0) + 1);
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
  }

  /** @param webhook one whose rule leads where all of them lead */
  async run(webhook: MadeWebhook): Promise<Round> {
    const deps = await this.#deps(webhook);
    this.#calls = new Map();
    const startMs = performance.now();
    const drift = await reconcileRules({
      ...deps,
      remainingMs: () => timeoutMs - (performance.now() - startMs),
    });
    return { drift, ms: performance.now() - startMs, calls: this.#calls };
  }

  async removeRules(webhooks: readonly MadeWebhook[]): Promise<void> {
    const client = new EventBridgeClient(this.#settings);
    const EventBusName = this.#eventBusName;
    for (const { id } of webhooks) {
      await client.send(new RemoveTargetsCommand({ EventBusName, Rule: id, Ids: ['delivery-queue'] }));
      await client.send(new DeleteRuleCommand({ EventBusName, Name: id }));
    }
    client.destroy();
  }

  async #deps({ id }: MadeWebhook): Promise<Omit<ReconcilerDeps, 'remainingMs'>> {
    const { TableNames = [] } = await this.#dynamoDb.send(new ListTablesCommand({}));
    const webhooksTable = TableNames.find(name => name.includes('WebhooksTable')) ?? '';
    const dynamoDb = sdkDynamoDb(this.#dynamoDb);
    const EventBusName = this.#eventBusName;
    const { Targets = [] } = await this.#eventBridge.send(
      new ListTargetsByRuleCommand({ EventBusName, Rule: id }),
    );
    const [target] = Targets;
    const queueArn = target?.Arn ?? '';
    const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
    return {
      webhooks: new DynamoDbWebhookStore({ dynamoDb, webhooksTable, retentionDays: 0 }),
      grants: new DynamoDbGrantStore({ dynamoDb, webhooksTable }),
      round: new DynamoDbGrantRound({ dynamoDb, webhooksTable }),
      rules: new EventBridgeRuleBook({
        client: this.#eventBridge,
        eventBusName: this.#eventBusName,
        // No webhook here is slow.
        queueArns: { fast: queueArn, slow: `${queueArn}-slow` },
        deadLetterQueueArn: target?.DeadLetterConfig?.Arn ?? '',
      }),
      ruleCounts: new DynamoDbRuleCounts({ dynamoDb, webhooksTable }),
      transitions: new DynamoDbTransitionGuard({ dynamoDb, webhooksTable, limit: 0 }),
      metrics: { count: () => {} },
      log: { info: () => {}, warn: () => {}, error: (...line) => console.error(...line) },
      pace: pacer(callsPerSecond, { now: () => performance.now(), sleep }),
      requestTimeoutMs,
      now: Date.now,
      random: Math.random,
      maxTargetChecks,
    };
  }

  close(): void {
    this.#eventBridge.destroy();
    this.#dynamoDb.destroy();
  }
}
