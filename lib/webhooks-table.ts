import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { freezeLogicalId } from './frozen-logical-id.ts';

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

type IndexName = 'byKind' | 'byCompany' | 'byDue';

interface Index {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** The partitions that are queried for webhooks and those to be released. */
  readonly queried: string;
}

/** An index may be added to a table once per update, so all are declared from the start. All are sparse. */
const indexes: Readonly<Record<IndexName, Index>> = {
  byKind: { partitionKey: 'kind', sortKey: 'kindSort', queried: 'WEBHOOK' },
  byCompany: { partitionKey: 'companyKey', sortKey: 'companySort', queried: 'WEBHOOK#*' },
  byDue: { partitionKey: 'dueKey', sortKey: 'dueAt', queried: 'RELEASE' },
};

const webhookItems = 'WEBHOOK#*';
const keyItems = ['KEY#*', 'KEYID#*'];
const grantItems = 'GRANT#*';
const resendItems = 'RESEND#*';
const historyItems = 'HISTORY#*';
const auditItems = 'AUDIT#*';
const contactItems = 'CONTACT#*';

/** Partition of `byDue` with the webhooks whose receiver is to be checked. */
const dueChecks = 'CHECK';
/** … and with the resends of which something is left to be done. */
const dueResends = 'RESEND';

/**
 * Webhooks with their health, API keys, data keys, catalog, grants and audit. On-demand, point-in-time recovery, retained;
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
    for (const [indexName, { partitionKey, sortKey }] of Object.entries(indexes)) {
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

  /** Of the stream of changes, each with the item before and after. */
  get streamArn(): string {
    const arn = this.#table.tableStreamArn;
    if (arn === undefined) throw new Error(`${this.node.path} has no stream`);
    return arn;
  }

  /** Manages webhooks, and reads their history. */
  grantManage(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['BatchGetItem', 'PutItem', 'UpdateItem'], webhookItems);
    this.#allowQuery(grantee, 'byKind');
    this.#allowQuery(grantee, 'byCompany');
    this.#allow(grantee, ['Query'], historyItems);
  }

  /** Reads the companies' data keys, which are encrypted: see `CredentialsKey.grantOpen`. */
  grantReadDataKeys(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['GetItem'], 'DATAKEY#*');
  }

  /** Adds them too. */
  grantMakeDataKeys(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['GetItem', 'PutItem'], 'DATAKEY#*');
  }

  /**
   * Webhooks, their health and how many of them change, and no other item: who dials customers' URLs cannot reach API keys. A transaction is
   * authorised by the actions of its members; the check is of the webhook's version.
   */
  grantJudgeHealth(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['GetItem', 'UpdateItem'], 'GUARD#*');
    this.#allow(grantee, ['GetItem', 'BatchGetItem', 'ConditionCheckItem', 'UpdateItem'], webhookItems);
  }

  /** Notes how many webhooks there are, for those who see how many of them change. */
  grantCount(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['UpdateItem'], 'GUARD#*');
  }

  /** Finds webhooks in one index and changes their state. */
  grantMaintain(grantee: iam.IGrantable, index: IndexName): void {
    this.#allow(grantee, ['BatchGetItem', 'UpdateItem'], webhookItems);
    this.#allowQuery(grantee, index);
  }

  /** Lets webhooks listen to what they were granted, and their rules follow. */
  grantReconcile(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['BatchGetItem', 'PutItem', 'UpdateItem'], webhookItems);
    this.#allow(grantee, ['BatchGetItem'], grantItems);
    this.#allowQuery(grantee, 'byKind');
    this.#allowQuery(grantee, 'byCompany');
  }

  /** Gives grants, takes them back and lists them. */
  grantManageGrants(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['BatchGetItem', 'PutItem', 'DeleteItem'], grantItems);
    this.#allowQuery(grantee, 'byCompany', grantItems);
    this.#allowQuery(grantee, 'byKind', 'GRANTED#*');
  }

  /** Reads webhooks by their ids. */
  grantFind(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['BatchGetItem'], webhookItems);
  }

  /** Finds webhooks that are to be checked, and changes them. */
  grantCheck(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['BatchGetItem', 'PutItem', 'UpdateItem'], webhookItems);
    this.#allowQuery(grantee, 'byDue', dueChecks);
  }

  /** Adds to the history of webhooks; can change no webhook. */
  grantAddHistory(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['PutItem'], historyItems);
  }

  /** Writes down who changes what. */
  grantAudit(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['BatchWriteItem'], auditItems);
  }

  /** Reads that. */
  grantReadAudit(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['Query'], auditItems);
  }

  /** Contacts, and how many mails they have had. */
  grantManageContacts(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['GetItem', 'PutItem', 'DeleteItem'], contactItems);
    this.#allow(grantee, ['UpdateItem'], 'CONTACTMAILS#*');
    this.#allowQuery(grantee, 'byCompany', contactItems);
  }

  /** Finds contacts, and marks what they were told. */
  grantNotify(grantee: iam.IGrantable): void {
    this.#allowQuery(grantee, 'byCompany', contactItems);
    this.#allow(grantee, ['GetItem', 'PutItem'], 'NOTICE#*');
  }

  /** Asks for resends, and reads how far they are; can change no webhook. */
  grantManageResends(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['GetItem', 'PutItem', 'Query'], resendItems);
  }

  /** Finds resends that are to go on, and writes down how far they are. */
  grantCarryOutResends(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['GetItem', 'PutItem'], resendItems);
    this.#allowQuery(grantee, 'byDue', dueResends);
  }

  /** Takes a lease, so that the same work is not done twice at once. */
  grantLease(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['PutItem'], 'LEASE#*');
  }

  /** Adds an API key; cannot read one. */
  grantAddKey(grantee: iam.IGrantable): void {
    for (const items of keyItems) this.#allow(grantee, ['PutItem'], items);
  }

  /** API keys by their hash and by their id, and lists of them. */
  grantManageKeys(grantee: iam.IGrantable): void {
    for (const items of keyItems) this.#allow(grantee, ['GetItem', 'PutItem', 'DeleteItem'], items);
    this.#allow(grantee, ['UpdateItem'], 'KEY#*');
    this.#allowQuery(grantee, 'byKind', 'KEY');
    this.#allowQuery(grantee, 'byCompany', 'KEY#*');
  }

  /**
   * What an event source mapping needs to read the stream, which holds items of every kind: leading keys limit nothing there.
   * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
   */
  grantConsumeStream(grantee: iam.IGrantable): void {
    for (const [actions, resource] of [
      [['DescribeStream', 'GetRecords', 'GetShardIterator'], this.streamArn],
      [['ListStreams'], `${this.#table.tableArn}/stream/*`],
    ] as const) {
      grantee.grantPrincipal.addToPrincipalPolicy(
        new iam.PolicyStatement({
          actions: actions.map(action => `dynamodb:${action}`),
          resources: [resource],
        }),
      );
    }
  }

  /** Queries an index: of the table itself, whose keys are those of every kind of item, only histories and resends are queried. */
  #allowQuery(grantee: iam.IGrantable, index: IndexName, partitions = indexes[index].queried): void {
    this.#allow(grantee, ['Query'], partitions, `${this.#table.tableArn}/index/${index}`);
  }

  /**
   * @param leadingKeys the partition keys that may be named, the index's own where an index is the resource
   * @param resource ARN of the table or of an index; the table when absent
   */
  #allow(
    grantee: iam.IGrantable,
    actions: readonly string[],
    leadingKeys: string,
    resource = this.#table.tableArn,
  ): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: actions.map(action => `dynamodb:${action}`),
        resources: [resource],
        // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [leadingKeys] } },
      }),
    );
  }
}
