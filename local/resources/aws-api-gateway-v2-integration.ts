import type { ResourceType } from '../cloudformation/resource-type.ts';
import { functionNameOf } from '../cloudformation/run-plan.ts';
import { oneOf, optionalTextAt, textAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
export const integration: ResourceType = {
  applied: [
    'ApiId',
    'Description',
    'IntegrationMethod',
    'IntegrationType',
    'IntegrationUri',
    'PayloadFormatVersion',
  ],
  withoutEffect: [],
  async create(properties, context) {
    oneOf(textAt(properties, 'IntegrationType'), ['AWS_PROXY'], 'IntegrationType');
    oneOf(optionalTextAt(properties, 'PayloadFormatVersion') ?? '2.0', ['2.0'], 'PayloadFormatVersion');
    context.plan.integrations.set(context.logicalId, functionNameOf(textAt(properties, 'IntegrationUri')));
    return { ref: context.logicalId, attributes: { IntegrationId: context.logicalId } };
  },
};
