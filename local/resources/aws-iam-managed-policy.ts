import type { ResourceType } from '../cloudformation/resource-type.ts';
import { policy } from './aws-iam-policy.ts';

/**
 * What the CDK makes of a role's rights that one inline policy cannot hold: 10,240 characters.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html
 */
export const managedPolicy: ResourceType = {
  applied: ['PolicyDocument', 'Roles'],
  withoutEffect: ['Description', 'Path'],
  async create(properties, context) {
    await policy.create({ ...properties, PolicyName: context.logicalId }, context);
    return { ref: `arn:aws:iam::${context.accountId}:policy/${context.logicalId}`, attributes: {} };
  },
};
