import type { ResourceType } from '../cloudformation/resource-type.ts';
import { optionalNumberAt, recordAt, textAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html */
export const stage: ResourceType = {
  applied: [
    'ApiId',
    'AutoDeploy',
    'Description',
    'StageName',
    'Tags',
    'DefaultRouteSettings.ThrottlingRateLimit',
    'DefaultRouteSettings.ThrottlingBurstLimit',
  ],
  withoutEffect: ['AccessLogSettings', 'DefaultRouteSettings.DetailedMetricsEnabled'],
  async create(properties, context) {
    const settings = recordAt(properties, 'DefaultRouteSettings') ?? {};
    const name = textAt(properties, 'StageName');
    context.plan.stages.push({
      name,
      rateLimit: optionalNumberAt(settings, 'ThrottlingRateLimit'),
      burstLimit: optionalNumberAt(settings, 'ThrottlingBurstLimit'),
    });
    return { ref: name, attributes: {} };
  },
};
