import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Aws, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { freezeLogicalId } from './frozen-logical-id.ts';

/**
 * The encryption context of every use (functions/adapters/data-keys.ts), exactly: so these rights open nothing else that
 * the key may once encrypt.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context
 */
const ourContext = {
  StringEquals: { 'kms:EncryptionContext:purpose': 'webhook-credentials' },
  StringLike: { 'kms:EncryptionContext:companyId': '*' },
  'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['companyId', 'purpose'] },
};

/**
 * Encrypts the companies' data keys, with which the credentials of webhooks are sealed. Rotated each year, retained under
 * a frozen logical id: without it no kept webhook could sign. Alias `<stack>/credentials`.
 */
export class CredentialsKey extends Construct {
  readonly keyArn: string;
  readonly #key: kms.Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#key = new kms.Key(this, 'Key', {
      description: `Credentials of webhooks: secrets, headers, receiver auth (${Aws.STACK_NAME})`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    freezeLogicalId(this.#key, 'CredentialsKey');
    new kms.Alias(this, 'Alias', {
      aliasName: `alias/${Aws.STACK_NAME}/credentials`,
      targetKey: this.#key,
    });
    this.keyArn = this.#key.keyArn;
  }

  /** Makes data keys. */
  grantSeal(grantee: iam.IGrantable): void {
    this.#allow(grantee, 'kms:GenerateDataKey');
  }

  /** Decrypts data keys. */
  grantOpen(grantee: iam.IGrantable): void {
    this.#allow(grantee, 'kms:Decrypt');
  }

  #allow(grantee: iam.IGrantable, action: string): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: [action], resources: [this.keyArn], conditions: ourContext }),
    );
  }
}
