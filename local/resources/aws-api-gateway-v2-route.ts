import type { ResourceType } from '../cloudformation/resource-type.ts';
import { oneOf, optionalTextAt, textAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html */
export const route: ResourceType = {
  applied: ['ApiId', 'AuthorizationType', 'OperationName', 'RouteKey', 'Target'],
  withoutEffect: [],
  async create(properties, context) {
    oneOf(optionalTextAt(properties, 'AuthorizationType') ?? 'NONE', ['NONE'], 'AuthorizationType');
    const target = textAt(properties, 'Target');
    const functionName = context.plan.integrations.get(target.replace(/^integrations\//, ''));
    if (functionName === undefined) throw new Error(`there is no ${target}`);
    context.plan.routes.push({ routeKey: textAt(properties, 'RouteKey'), functionName });
    return { ref: context.logicalId, attributes: { RouteId: context.logicalId } };
  },
};
