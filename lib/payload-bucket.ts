import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { freezeLogicalId } from './frozen-logical-id.ts';
import type { CompleteProperties } from './properties.ts';

/** The mark of an object whose delivery has ended, as the functions set it (functions/adapters/payload-store.ts). */
export const endedTag = { name: 'delivery', value: 'ended' } as const;

interface PayloadBucketProps {
  readonly properties: CompleteProperties;
}

/**
 * Events that are too large for their delivery's item. An object stays as long as its delivery waits, for nothing but the
 * mark of an ended one lets it expire. Private, TLS only, encrypted with S3's own key (SSE-S3), retained.
 */
export class PayloadBucket extends Construct {
  readonly bucketName: string;
  readonly #bucketArn: string;

  constructor(scope: Construct, id: string, { properties }: PayloadBucketProps) {
    super(scope, id);
    const bucket = new s3.Bucket(this, 'Bucket', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          id: 'ExpireEnded',
          tagFilters: { [endedTag.name]: endedTag.value },
          // counted from when the object was last put, which is when its delivery ended or shortly before
          expiration: Duration.days(properties.deliveryRetention),
        },
        { id: 'AbortUploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    // as long as the bucket stays, so do its rules
    bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN);
    freezeLogicalId(bucket, 'PayloadBucket');
    this.bucketName = bucket.bucketName;
    this.#bucketArn = bucket.bucketArn;
  }

  /** Puts events of deliveries that will not have ended by that. */
  grantAdd(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['PutObject'], `${this.#bucketArn}/*`);
  }

  /** Puts events, and marks those of ended deliveries. */
  grantKeep(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['PutObject', 'PutObjectTagging'], `${this.#bucketArn}/*`);
  }

  /** Marks events of ended deliveries. */
  grantEnd(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['PutObjectTagging'], `${this.#bucketArn}/*`);
  }

  /** Deletes events that are not to be kept. */
  grantDrop(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['DeleteObject'], `${this.#bucketArn}/*`);
  }

  /**
   * Reads events by their keys. Without the right to list the bucket S3 would deny access to an object that is not there, and
   * a lost event would look like a right that is missing.
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
   */
  grantRead(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['GetObject'], `${this.#bucketArn}/*`);
    this.#allow(grantee, ['ListBucket'], this.#bucketArn);
  }

  #allow(grantee: iam.IGrantable, actions: readonly string[], resource: string): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: actions.map(action => `s3:${action}`), resources: [resource] }),
    );
  }
}
