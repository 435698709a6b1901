import { Construct } from 'constructs';
import type { HealthChecker } from './health-checker.ts';
import { HistorianDeadLetterQueue } from './historian-dead-letter-queue.ts';
import type { OperationsBus } from './operations-bus.ts';
import type { RuleReconciler } from './rule-reconciler.ts';
import { ServiceFunction } from './service-function.ts';
import { StreamMapping } from './stream-mapping.ts';
import type { Sweeper } from './sweeper.ts';
import type { WebhooksTable } from './webhooks-table.ts';

interface HistorianProps {
  readonly webhooks: WebhooksTable;
  readonly operationsBus: OperationsBus;
  readonly healthChecker: HealthChecker;
  readonly sweeper: Sweeper;
  readonly ruleReconciler: RuleReconciler;
}

/** Only writes of webhooks' health; not their ends by time to live. */
const writesOfHealth = { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: ['HEALTH'] } } } };

/** What a company lets another one listen to, or no longer. */
const changesOfGrants = { dynamodb: { Keys: { sk: { S: ['GRANT'] } } } };

/** Of writes of webhooks themselves only those that change the lane: `slowSince` comes or goes. */
const changeOfLane = (was: boolean) => ({
  eventName: ['MODIFY'],
  dynamodb: {
    Keys: { sk: { S: ['WEBHOOK'] } },
    OldImage: { slowSince: { S: [{ exists: was }] } },
    NewImage: { slowSince: { S: [{ exists: !was }] } },
  },
});

/**
 * Follows every change of a webhook's state: lets health-checker and sweeper go on at once, keeps it in the webhook's history,
 * and tells of it on the operations bus. Of changed lanes and grants it tells the rule-reconciler.
 */
export class Historian extends Construct {
  readonly function: ServiceFunction;
  readonly deadLetterQueue: HistorianDeadLetterQueue;

  constructor(scope: Construct, id: string, props: HistorianProps) {
    super(scope, id);
    const { webhooks, operationsBus, healthChecker, sweeper, ruleReconciler } = props;
    this.deadLetterQueue = new HistorianDeadLetterQueue(this);
    this.function = new ServiceFunction(this, {
      name: 'historian',
      description: 'keeps and tells how webhooks change their states',
      timeoutSeconds: 300,
      memoryMb: 512,
      environment: {
        webhooksTable: webhooks.tableName,
        operationsBusName: operationsBus.eventBusName,
        healthCheckerFunctionName: healthChecker.function.functionName,
        sweeperFunctionName: sweeper.function.functionName,
        ruleReconcilerFunctionName: ruleReconciler.function.functionName,
        historianDeadLetterQueueUrl: this.deadLetterQueue.queueUrl,
      },
    });
    webhooks.grantFind(this.function);
    webhooks.grantAddHistory(this.function);
    webhooks.access.grantAudit(this.function);
    operationsBus.grantPublish(this.function);
    healthChecker.function.grantCall(this.function);
    sweeper.function.grantCall(this.function);
    ruleReconciler.function.grantCall(this.function);

    new StreamMapping(this, 'Changes', {
      table: webhooks,
      consumer: this.function,
      // one after the other, each a few calls to AWS: well within the timeout also when these are slow
      batchSize: 10,
      filters: [writesOfHealth, changeOfLane(false), changeOfLane(true), changesOfGrants],
      // What cannot be read goes to the queue at once; all else is AWS's, and is tried for as long as the stream has it.
      retryAttempts: 10_000,
      onFailure: this.deadLetterQueue,
    });
  }
}
