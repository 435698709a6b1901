import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { freezeLogicalId } from './frozen-logical-id.ts';

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

/** An index may be added to a table once per update, so all are declared from the start. They hold keys alone. */
const indexes = {
  /** Those that wait, are held or have failed. */
  byState: { partitionKey: 'stateKey', sortKey: 'stateSort' },
  /** All. */
  byEvent: { partitionKey: 'eventId', sortKey: 'timeSort' },
  /** Those whose event says which record it tells of. */
  byRecord: { partitionKey: 'recordKey', sortKey: 'timeSort' },
} as const;

/** Partitions of deliveries begin with their webhook's id; what is counted of them has its own. */
const deliveryItems = 'whk_*';
const statisticsItems = 'STATISTICS#*';
/** The sample of recent events. */
const eventCountItems = 'EVENTCOUNTS#*';
const recentEventItems = 'RECENTEVENTS#*';
const inboxCallItems = 'INBOXCALLS#*';
/** How many calls inboxes have had, by hour. */
const inboxHourItems = 'INBOXHOURS#*';

type IndexName = keyof typeof indexes;

/**
 * Deliveries with their attempts, what is counted of them, the sample of recent events, and the calls that inboxes have got, expiring by `ttl`. On-demand, retained; encrypted at rest with the key that DynamoDB owns. No point-in-time recovery: the records
 * expire by themselves and every delivery is written, so it would cost more than the table.
 */
export class DeliveriesTable extends Construct {
  readonly tableName: string;
  readonly #tableArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const table = new dynamodb.Table(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'ttl',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const [indexName, { partitionKey, sortKey }] of Object.entries(indexes)) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(partitionKey),
        sortKey: text(sortKey),
        projectionType: dynamodb.ProjectionType.KEYS_ONLY,
      });
    }
    freezeLogicalId(table, 'DeliveriesTable');
    this.tableName = table.tableName;
    this.#tableArn = table.tableArn;
  }

  /** Reads deliveries, by id, by webhook, by state, by event and by record. */
  grantRead(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['BatchGetItem', 'GetItem', 'Query']);
    for (const index of ['byState', 'byEvent', 'byRecord'] as const) this.#allowQuery(grantee, index);
  }

  /** Reads deliveries by id. */
  grantFind(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['GetItem']);
  }

  /** Records attempts, one by one on a condition or in batches. */
  grantRecord(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem']);
  }

  /** Begins runs of deliveries, and new ones. */
  grantResend(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['PutItem']);
  }

  /** Finds what is overdue or released, and marks it as sent. */
  grantSweep(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['BatchGetItem', 'GetItem', 'UpdateItem']);
    this.#allowQuery(grantee, 'byState');
  }

  /** Adds to what was counted of deliveries. */
  grantCount(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['UpdateItem'], statisticsItems);
  }

  /** Reads that. */
  grantReadCounts(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['Query'], statisticsItems);
  }

  /** Counts events, and keeps a few of them. */
  grantSample(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['UpdateItem'], eventCountItems);
    this.#allow(grantee, ['PutItem', 'Query'], recentEventItems);
  }

  /** Reads that. */
  grantReadSample(grantee: iam.IGrantable): void {
    for (const items of [eventCountItems, recentEventItems]) this.#allow(grantee, ['Query'], items);
  }

  /** Counts calls of inboxes, and adds them; can read none. */
  grantAddInboxCalls(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['UpdateItem'], inboxHourItems);
    this.#allow(grantee, ['PutItem'], inboxCallItems);
  }

  /** Reads them. */
  grantReadInboxCalls(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['Query'], inboxCallItems);
  }

  #allowQuery(grantee: iam.IGrantable, index: IndexName): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: [`${this.#tableArn}/index/${index}`],
      }),
    );
  }

  /** @param leadingKeys the partition keys that may be named */
  #allow(grantee: iam.IGrantable, actions: readonly string[], leadingKeys = deliveryItems): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: actions.map(action => `dynamodb:${action}`),
        resources: [this.#tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [leadingKeys] } },
      }),
    );
  }
}
