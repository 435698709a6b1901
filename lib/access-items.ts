import type * as iam from 'aws-cdk-lib/aws-iam';
import type { ItemRights } from './item-rights.ts';

const keyItems = ['KEY#*', 'KEYID#*'];
const auditItems = 'AUDIT#*';
export const grantItems = 'GRANT#*';

/** Items of the webhooks table that say who may do what, who calls how often, and who has done what. */
export class AccessItems {
  readonly #rights: ItemRights;

  constructor(rights: ItemRights) {
    this.#rights = rights;
  }

  /** Adds an API key; cannot read one. */
  grantAddKey(grantee: iam.IGrantable): void {
    for (const items of keyItems) this.#rights.allow(grantee, ['PutItem'], items);
  }

  /** API keys by their hash and by their id, and lists of them. */
  grantManageKeys(grantee: iam.IGrantable): void {
    for (const items of keyItems) this.#rights.allow(grantee, ['GetItem', 'PutItem', 'DeleteItem'], items);
    this.#rights.allow(grantee, ['UpdateItem'], 'KEY#*');
    this.#rights.allowQuery(grantee, 'byKind', 'KEY');
    this.#rights.allowQuery(grantee, 'byCompany', 'KEY#*');
  }

  /** Gives grants, takes them back and lists them. */
  grantManageGrants(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['BatchGetItem', 'PutItem', 'DeleteItem'], grantItems);
    this.#rights.allowQuery(grantee, 'byCompany', grantItems);
    this.#rights.allowQuery(grantee, 'byKind', 'GRANTED#*');
  }

  /** Portal links and the sessions that they give. */
  grantManagePortal(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['PutItem', 'UpdateItem'], 'PORTALLINK#*');
    this.#rights.allow(grantee, ['GetItem', 'PutItem', 'DeleteItem'], 'SESSION#*');
  }

  /** Keeps answers of creations; what is read of them comes with a condition that failed. */
  grantKeepAnswers(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['PutItem', 'DeleteItem'], 'IDEMPOTENCY#*');
  }

  /** Counts how often API keys call. */
  grantCountRequests(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['UpdateItem'], 'RATE#*');
  }

  /** Gives the calls of a company's webhooks their turns. */
  grantPaceCompanies(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['UpdateItem'], 'PACE#*');
  }

  /** Writes down who changes what. */
  grantAudit(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['BatchWriteItem'], auditItems);
  }

  /** Reads that. */
  grantReadAudit(grantee: iam.IGrantable): void {
    this.#rights.allow(grantee, ['Query'], auditItems);
  }
}
