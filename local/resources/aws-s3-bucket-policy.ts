import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { ResourceType } from '../cloudformation/resource-type.ts';
import { recordAt, textAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicy: ResourceType = {
  applied: ['Bucket', 'PolicyDocument'],
  withoutEffect: [],
  async create(properties, context) {
    const Bucket = textAt(properties, 'Bucket');
    const Policy = JSON.stringify(recordAt(properties, 'PolicyDocument') ?? {});
    await context.clients.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    return { ref: Bucket, attributes: {} };
  },
};
