import { BucketAlreadyOwnedByYou, CreateBucketCommand } from '@aws-sdk/client-s3';
import type { ResourceType } from '../cloudformation/resource-type.ts';
import { optionalTextAt } from '../json.ts';

const maxNameLength = 63;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucket: ResourceType = {
  applied: ['BucketName', 'Tags'],
  withoutEffect: [
    'BucketEncryption',
    'LifecycleConfiguration',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
  ],
  async create(properties, context) {
    const { s3 } = context.clients;
    // Bucket names have no capital letters.
    const name =
      optionalTextAt(properties, 'BucketName') ?? context.physicalName(maxNameLength).toLowerCase();
    try {
      await s3.send(new CreateBucketCommand({ Bucket: name }));
    } catch (error) {
      if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
    }
    return {
      ref: name,
      attributes: {
        Arn: `arn:aws:s3:::${name}`,
        RegionalDomainName: `${name}.s3.${context.region}.amazonaws.com`,
      },
    };
  },
};
