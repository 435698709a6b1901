import type { ResourceType } from '../cloudformation/resource-type.ts';
import { textAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-domainname.html */
export const domainName: ResourceType = {
  applied: ['DomainName', 'Tags'],
  withoutEffect: [
    'DomainNameConfigurations.CertificateArn',
    'DomainNameConfigurations.EndpointType',
    'DomainNameConfigurations.SecurityPolicy',
  ],
  notEmulated: 'the API answers at its own address only',
  async create(properties) {
    const name = textAt(properties, 'DomainName');
    return {
      ref: name,
      attributes: { RegionalDomainName: `target-of.${name}`, RegionalHostedZoneId: 'Z0LOCAL' },
    };
  },
};
