import type { ResourceType } from '../cloudformation/resource-type.ts';
import { viewerFunction } from '../cloudfront/viewer-function.ts';
import { oneOf, recordAt, textAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-function.html */
export const cloudFrontFunction: ResourceType = {
  applied: [
    'AutoPublish',
    'FunctionCode',
    'FunctionConfig.Comment',
    'FunctionConfig.Runtime',
    'Name',
    'Tags',
  ],
  withoutEffect: [],
  async create(properties, context) {
    oneOf(textAt(recordAt(properties, 'FunctionConfig') ?? {}, 'Runtime'), ['cloudfront-js-2.0'], 'Runtime');
    const arn = `arn:aws:cloudfront::${context.accountId}:function/${textAt(properties, 'Name')}`;
    context.plan.viewerFunctions.set(arn, viewerFunction(textAt(properties, 'FunctionCode')));
    return { ref: arn, attributes: { FunctionARN: arn } };
  },
};
