import type { ResourceType } from '../cloudformation/resource-type.ts';
import { oneOf, textAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html */
export const api: ResourceType = {
  applied: ['ProtocolType', 'Name', 'Description', 'Tags'],
  withoutEffect: ['DisableExecuteApiEndpoint'],
  async create(properties, context) {
    oneOf(textAt(properties, 'ProtocolType'), ['HTTP'], 'ProtocolType');
    return {
      ref: 'local',
      attributes: { ApiId: 'local', ApiEndpoint: context.plan.apiUrl },
    };
  },
};
