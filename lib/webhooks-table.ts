import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { freezeLogicalId } from './frozen-logical-id.ts';

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

type IndexName = 'byKind' | 'byCompany' | 'byDue';

/** An index may be added to a table once per update, so all are declared from the start. All are sparse. */
const indexes: Readonly<Record<IndexName, readonly [partitionKey: string, sortKey: string]>> = {
  byKind: ['kind', 'kindSort'],
  byCompany: ['companyKey', 'companySort'],
  byDue: ['dueKey', 'dueAt'],
};

/**
 * Webhooks with their health, API keys, catalog, grants and audit. On-demand, point-in-time recovery, retained;
 * encrypted at rest with the key that DynamoDB owns.
 */
export class WebhooksTable extends Construct {
  readonly tableName: string;
  readonly #table: dynamodb.Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#table = new dynamodb.Table(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'ttl',
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const [indexName, [partitionKey, sortKey]] of Object.entries(indexes)) {
      this.#table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(partitionKey),
        sortKey: text(sortKey),
        projectionType: dynamodb.ProjectionType.ALL,
      });
    }
    freezeLogicalId(this.#table, 'WebhooksTable');
    this.tableName = this.#table.tableName;
  }

  /** Everything that the management API does with items; transactions are authorised by their item actions. */
  grantManage(grantee: iam.IGrantable): void {
    this.#allow(grantee, [
      'GetItem',
      'BatchGetItem',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'ConditionCheckItem',
    ]);
    this.#allowQuery(grantee, ['byKind', 'byCompany', 'byDue']);
  }

  /** Webhooks and their health, and no other item: who dials customers' URLs cannot reach API keys. */
  grantJudgeHealth(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['BatchGetItem', 'UpdateItem'], 'WEBHOOK#*');
  }

  /** Finds webhooks in one index and changes their state. */
  grantMaintain(grantee: iam.IGrantable, index: IndexName): void {
    this.#allow(grantee, ['BatchGetItem', 'UpdateItem'], 'WEBHOOK#*');
    this.#allowQuery(grantee, [index]);
  }

  /** Adds an API key; cannot read one. */
  grantAddKey(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['PutItem'], 'KEY#*');
  }

  #allowQuery(grantee: iam.IGrantable, indexNames: readonly IndexName[]): void {
    const { tableArn } = this.#table;
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: [tableArn, ...indexNames.map(name => `${tableArn}/index/${name}`)],
      }),
    );
  }

  /** @param leadingKeys the partition keys that may be named; all when absent */
  #allow(grantee: iam.IGrantable, actions: readonly string[], leadingKeys?: string): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: actions.map(action => `dynamodb:${action}`),
        resources: [this.#table.tableArn],
        // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
        ...(leadingKeys === undefined
          ? {}
          : { conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [leadingKeys] } } }),
      }),
    );
  }
}
