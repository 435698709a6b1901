import type { ResourceType } from '../cloudformation/resource-type.ts';
import { oneOf, recordAt, textAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originaccesscontrol.html */
export const originAccessControl: ResourceType = {
  applied: ['OriginAccessControlConfig.Name', 'OriginAccessControlConfig.OriginAccessControlOriginType'],
  withoutEffect: ['OriginAccessControlConfig.SigningBehavior', 'OriginAccessControlConfig.SigningProtocol'],
  async create(properties, context) {
    const config = recordAt(properties, 'OriginAccessControlConfig') ?? {};
    oneOf(textAt(config, 'OriginAccessControlOriginType'), ['s3'], 'OriginAccessControlOriginType');
    return { ref: context.logicalId, attributes: { Id: context.logicalId } };
  },
};
