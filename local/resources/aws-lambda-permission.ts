import type { ResourceType } from '../cloudformation/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export const permission: ResourceType = {
  applied: [],
  withoutEffect: [
    'Action',
    'FunctionName',
    'Principal',
    'SourceAccount',
    'SourceArn',
    'InvokedViaFunctionUrl',
  ],
  notEmulated: 'API Gateway and EventBridge invoke functions without asking for it',
  create: async (_, context) => ({ ref: context.logicalId, attributes: {} }),
};
