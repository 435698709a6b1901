import type { ResourceType } from '../cloudformation/resource-type.ts';
import {
  type JsonRecord,
  optionalBooleanAt,
  optionalNumberAt,
  recordAt,
  recordsAt,
  textAt,
} from '../json.ts';

const config = 'ResponseHeadersPolicyConfig';

/** The header of each part of SecurityHeadersConfig, by the part's name. */
const securityHeaders: Readonly<Record<string, (part: JsonRecord) => readonly [string, string]>> = {
  ContentSecurityPolicy: part => ['content-security-policy', textAt(part, 'ContentSecurityPolicy')],
  ContentTypeOptions: () => ['x-content-type-options', 'nosniff'],
  FrameOptions: part => ['x-frame-options', textAt(part, 'FrameOption')],
  ReferrerPolicy: part => ['referrer-policy', textAt(part, 'ReferrerPolicy')],
  StrictTransportSecurity: part => [
    'strict-transport-security',
    `max-age=${optionalNumberAt(part, 'AccessControlMaxAgeSec')}`,
  ],
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-responseheaderspolicy.html */
export const responseHeadersPolicy: ResourceType = {
  applied: [
    `${config}.Comment`,
    `${config}.CustomHeadersConfig.Items.Header`,
    `${config}.CustomHeadersConfig.Items.Override`,
    `${config}.CustomHeadersConfig.Items.Value`,
    `${config}.Name`,
    `${config}.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy`,
    `${config}.SecurityHeadersConfig.FrameOptions.FrameOption`,
    `${config}.SecurityHeadersConfig.ReferrerPolicy.ReferrerPolicy`,
    `${config}.SecurityHeadersConfig.StrictTransportSecurity.AccessControlMaxAgeSec`,
    ...Object.keys(securityHeaders).map(name => `${config}.SecurityHeadersConfig.${name}.Override`),
  ],
  withoutEffect: [],
  async create(properties, context) {
    const policy = recordAt(properties, config) ?? {};
    const security = recordAt(policy, 'SecurityHeadersConfig') ?? {};
    const named = Object.entries(securityHeaders).flatMap(([name, headerOf]) => {
      const part = recordAt(security, name);
      return part === undefined ? [] : [{ part, header: headerOf(part) }];
    });
    const custom = recordsAt(recordAt(policy, 'CustomHeadersConfig') ?? {}, 'Items').map(part => ({
      part,
      header: [textAt(part, 'Header').toLowerCase(), textAt(part, 'Value')] as const,
    }));
    const all = [...named, ...custom];
    for (const { part, header } of all) {
      if (optionalBooleanAt(part, 'Override') !== true) {
        throw new Error(`${header[0]}: the local run knows headers only that override the origin's`);
      }
    }
    context.plan.headersPolicies.set(
      context.logicalId,
      all.map(({ header }) => header),
    );
    return { ref: context.logicalId, attributes: { Id: context.logicalId } };
  },
};
