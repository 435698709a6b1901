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
type IndexName = keyof typeof indexes;

/**
 * Deliveries with their attempts, expiring by `ttl`. On-demand, retained; encrypted at rest with the key that DynamoDB owns. No point-in-time recovery: the records
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
    this.#allow(grantee, ['BatchGetItem', 'GetItem', 'Query'], this.#tableArn);
    for (const index of ['byState', 'byEvent', 'byRecord'] as const) this.#allowQuery(grantee, index);
  }

  /** Reads deliveries by id. */
  grantFind(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['GetItem'], this.#tableArn);
  }

  /** Records attempts, one by one on a condition or in batches. */
  grantRecord(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem'], this.#tableArn);
  }

  /** Begins runs of deliveries, and new ones. */
  grantResend(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['PutItem'], this.#tableArn);
  }

  /** Finds what is overdue or released, and marks it as sent. */
  grantSweep(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['BatchGetItem', 'GetItem', 'UpdateItem'], this.#tableArn);
    this.#allowQuery(grantee, 'byState');
  }

  #allowQuery(grantee: iam.IGrantable, index: IndexName): void {
    this.#allow(grantee, ['Query'], `${this.#tableArn}/index/${index}`);
  }

  #allow(grantee: iam.IGrantable, actions: readonly string[], resource: string): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: actions.map(action => `dynamodb:${action}`),
        resources: [resource],
      }),
    );
  }
}
