import type { ResourceType } from '../cloudformation/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apimapping.html */
export const apiMapping: ResourceType = {
  applied: ['ApiId', 'DomainName', 'Stage'],
  withoutEffect: [],
  async create(_, context) {
    return { ref: context.logicalId, attributes: { ApiMappingId: context.logicalId } };
  },
};
