import * as s3 from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/**
 * Of the console's files. Private, TLS only, encrypted with S3's own key (SSE-S3). Nothing is in it that the repository does not have, so
 * it goes with its stack, and is emptied for that.
 */
export class ConsoleBucket extends s3.Bucket {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
    });
  }

  /** CloudFront reads it, not S3's website endpoint. */
  override get isWebsite(): boolean {
    return false;
  }
}
