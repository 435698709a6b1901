import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { AccessItems, grantItems } from './access-items.ts';
import { freezeLogicalId } from './frozen-logical-id.ts';
import { type IndexName, ItemRights, indexes } from './item-rights.ts';

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

const webhookItems = 'WEBHOOK#*';
const resendItems = 'RESEND#*';
const historyItems = 'HISTORY#*';
const contactItems = 'CONTACT#*';
const inboxItems = 'INBOX#*';
const eventTypeItems = 'EVENTTYPES';
const directoryItems = 'DIRECTORY#*';
const capacityItem = 'CAPACITY';

/** Partition of `byDue` with the webhooks whose receiver is to be checked. */
const dueChecks = 'CHECK';
/** … and with the resends of which something is left to be done. */
const dueResends = 'RESEND';

/**
 * Webhooks with their health, API keys, data keys, event types, names, inboxes, grants and audit. On-demand, point-in-time recovery, retained;
 * encrypted at rest with the key that DynamoDB owns.
 */
export class WebhooksTable extends Construct {
  readonly tableName: string;
  /** Items of who may do what. */
  readonly access: AccessItems;
  readonly #table: dynamodb.Table;
  readonly #rights: ItemRights;

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
    this.#rights = new ItemRights(this.#table);
    this.access = new AccessItems(this.#rights);
  }

  /** Of the stream of changes, each with the item before and after. */
  get streamArn(): string {
    const arn = this.#table.tableStreamArn;
    if (arn === undefined) throw new Error(`${this.node.path} has no stream`);
    return arn;
  }

  /** Manages webhooks, and reads their history. */
  grantManage(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['BatchGetItem', 'PutItem', 'UpdateItem'], webhookItems);
    this.#rights.allowQuery(grantee, 'byKind');
    this.#rights.allowQuery(grantee, 'byCompany');
    this.#rights.allow(grantee, ['Query'], historyItems);
  }

  /** Reads the companies' data keys, which are encrypted: see `CredentialsKey.grantOpen`. */
  grantReadDataKeys(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['GetItem'], 'DATAKEY#*');
  }

  /** Adds them too. */
  grantMakeDataKeys(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['GetItem', 'PutItem'], 'DATAKEY#*');
  }

  /**
   * Webhooks, their health and how many of them change, and no other item: who dials customers' URLs cannot reach API keys. A transaction is
   * authorised by the actions of its members; the check is of the webhook's version.
   */
  grantJudgeHealth(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['GetItem', 'UpdateItem'], 'GUARD#*');
    this.#rights.allow(
      grantee,
      ['GetItem', 'BatchGetItem', 'ConditionCheckItem', 'UpdateItem'],
      webhookItems,
    );
  }

  /** Notes how many webhooks there are, for those who see how many of them change. */
  grantCount(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['UpdateItem'], 'GUARD#*');
  }

  /** Writes down how many rules the bus has. */
  grantNoteCapacity(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['PutItem'], capacityItem);
  }

  /** Reads that. */
  grantReadCapacity(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['GetItem'], capacityItem);
  }

  /** Finds webhooks in one index and changes their state. */
  grantMaintain(grantee: iam.IGrantable, index: IndexName): void {
    this.#rights.allow(grantee, ['BatchGetItem', 'UpdateItem'], webhookItems);
    this.#rights.allowQuery(grantee, index);
  }

  /** Lets webhooks listen to what they were granted, and their rules follow. */
  grantReconcile(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['BatchGetItem', 'PutItem', 'UpdateItem'], webhookItems);
    this.#rights.allow(grantee, ['BatchGetItem'], grantItems);
    this.#rights.allow(grantee, ['GetItem', 'PutItem'], 'ROUND#grants');
    this.#rights.allowQuery(grantee, 'byKind');
    this.#rights.allowQuery(grantee, 'byCompany');
  }

  /** Reads webhooks by their ids. */
  grantFind(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['BatchGetItem'], webhookItems);
  }

  /** Finds webhooks that are to be checked, and changes them. */
  grantCheck(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['BatchGetItem', 'PutItem', 'UpdateItem'], webhookItems);
    this.#rights.allowQuery(grantee, 'byDue', dueChecks);
  }

  /** Adds to the history of webhooks; can change no webhook. */
  grantAddHistory(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['PutItem'], historyItems);
  }

  /** Contacts, and how many mails they have had. */
  grantManageContacts(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['GetItem', 'PutItem', 'DeleteItem'], contactItems);
    this.#rights.allow(grantee, ['UpdateItem'], 'CONTACTMAILS#*');
    this.#rights.allowQuery(grantee, 'byCompany', contactItems);
  }

  /** Makes inboxes, ends them and lists them. */
  grantManageInboxes(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['GetItem', 'PutItem', 'UpdateItem'], inboxItems);
    this.#rights.allowQuery(grantee, 'byCompany', inboxItems);
  }

  /** Reads an inbox; can list none, and change none. */
  grantFindInbox(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['GetItem'], inboxItems);
  }

  /** Finds contacts, and marks what they were told. */
  grantNotify(grantee: iam.IGrantable): void {
    this.#rights.allowQuery(grantee, 'byCompany', contactItems);
    this.#rights.allow(grantee, ['GetItem', 'PutItem'], 'NOTICE#*');
  }

  /** Asks for resends, and reads how far they are; can change no webhook. */
  grantManageResends(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['GetItem', 'PutItem', 'Query'], resendItems);
  }

  /** Finds resends that are to go on, and writes down how far they are. */
  grantCarryOutResends(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['GetItem', 'PutItem'], resendItems);
    this.#rights.allowQuery(grantee, 'byDue', dueResends);
  }

  /** The event types that are stored. */
  grantManageEventTypes(grantee: iam.IGrantable): void {
    const actions = ['BatchGetItem', 'GetItem', 'PutItem', 'DeleteItem', 'Query'];
    this.#rights.allow(grantee, actions, eventTypeItems);
  }

  /** The names of the directory. */
  grantManageDirectory(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['BatchGetItem', 'BatchWriteItem', 'Query'], directoryItems);
    this.#rights.allowQuery(grantee, 'byKind', 'COMPANY');
  }

  /** Looks names up; can change none, and lists none. */
  grantFindNames(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['BatchGetItem'], directoryItems);
  }

  /** Takes a lease, so that the same work is not done twice at once. */
  grantLease(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['PutItem'], 'LEASE#*');
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
}
