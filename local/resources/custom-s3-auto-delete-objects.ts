import type { ResourceType } from '../cloudformation/resource-type.ts';

/** Empties a bucket before CloudFormation deletes it: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3-readme.html#bucket-deletion */
export const autoDeleteObjects: ResourceType = {
  applied: ['BucketName', 'ServiceToken'],
  withoutEffect: [],
  notEmulated: 'no stack is deleted here',
  create: async (_, context) => ({ ref: context.logicalId, attributes: {} }),
};
