import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';

export type IndexName = 'byKind' | 'byCompany' | 'byDue';

interface Index {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** The partitions that are queried for webhooks and those to be released. */
  readonly queried: string;
}

/** An index may be added to a table once per update, so all are declared from the start. All are sparse. */
export const indexes: Readonly<Record<IndexName, Index>> = {
  byKind: { partitionKey: 'kind', sortKey: 'kindSort', queried: 'WEBHOOK' },
  byCompany: { partitionKey: 'companyKey', sortKey: 'companySort', queried: 'WEBHOOK#*' },
  byDue: { partitionKey: 'dueKey', sortKey: 'dueAt', queried: 'RELEASE' },
};

/** Rights to items of the webhooks table: each kind has partition keys of its own. */
export class ItemRights {
  readonly #tableArn: string;

  constructor({ tableArn }: Pick<dynamodb.ITable, 'tableArn'>) {
    this.#tableArn = tableArn;
  }

  /** @param leadingKeys the partition keys that may be named */
  allow(grantee: iam.IGrantable, actions: readonly string[], leadingKeys: string): void {
    this.#allowOn(this.#tableArn, grantee, actions, leadingKeys);
  }

  /** @param partitions keys of the index that may be named */
  allowQuery(grantee: iam.IGrantable, index: IndexName, partitions = indexes[index].queried): void {
    this.#allowOn(`${this.#tableArn}/index/${index}`, grantee, ['Query'], partitions);
  }

  #allowOn(resource: string, grantee: iam.IGrantable, actions: readonly string[], leadingKeys: string): void {
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
