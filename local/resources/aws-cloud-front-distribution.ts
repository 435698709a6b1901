import type { ResourceType } from '../cloudformation/resource-type.ts';
import type { RunPlan } from '../cloudformation/run-plan.ts';
import type { BehaviorDefinition, OriginDefinition } from '../cloudfront/distribution.ts';
import { type JsonRecord, oneOf, optionalTextAt, recordAt, recordsAt, textAt, textsAt } from '../json.ts';

const config = 'DistributionConfig';
const behaviors = [`${config}.CacheBehaviors`, `${config}.DefaultCacheBehavior`];
const eachOf = (names: readonly string[]) => behaviors.flatMap(at => names.map(name => `${at}.${name}`));

/** Everything of the viewer's request but its host: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
const allViewerExceptHostHeader = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html */
export const distribution: ResourceType = {
  applied: [
    'Tags',
    `${config}.CacheBehaviors.PathPattern`,
    ...eachOf([
      'AllowedMethods',
      'FunctionAssociations.EventType',
      'FunctionAssociations.FunctionARN',
      'OriginRequestPolicyId',
      'ResponseHeadersPolicyId',
      'TargetOriginId',
    ]),
    `${config}.Comment`,
    `${config}.Enabled`,
    `${config}.Origins.CustomOriginConfig.OriginProtocolPolicy`,
    `${config}.Origins.DomainName`,
    `${config}.Origins.Id`,
    `${config}.Origins.OriginAccessControlId`,
    `${config}.Origins.S3OriginConfig.OriginAccessIdentity`,
  ],
  withoutEffect: [
    `${config}.Aliases`,
    ...eachOf(['CachePolicyId', 'Compress', 'ViewerProtocolPolicy']),
    `${config}.HttpVersion`,
    `${config}.IPV6Enabled`,
    `${config}.Origins.CustomOriginConfig.OriginSSLProtocols`,
    `${config}.ViewerCertificate`,
  ],
  async create(properties, context) {
    const { plan, logicalId } = context;
    if (plan.distributions.length > 0) throw new Error('the local run serves one distribution');
    const given = recordAt(properties, config) ?? {};
    const origins = new Map(
      recordsAt(given, 'Origins').map(origin => [
        textAt(origin, 'Id'),
        originOf(textAt(origin, 'DomainName')),
      ]),
    );
    const all = [...recordsAt(given, 'CacheBehaviors'), recordAt(given, 'DefaultCacheBehavior') ?? {}];
    plan.distributions.push({ behaviors: all.map(behavior => behaviorOf(behavior, origins, plan)) });
    return {
      ref: logicalId,
      attributes: { Id: logicalId, DomainName: new URL(plan.distributionUrl).host },
    };
  },
};

/** A bucket by its own host name, or the HTTP API of this run. */
function originOf(domainName: string): OriginDefinition {
  const [, bucketName] = /^(.+)\.s3\.[a-z0-9-]+\.amazonaws\.com$/.exec(domainName) ?? [];
  if (bucketName !== undefined) return { kind: 'bucket', bucketName };
  if (/^local\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/.test(domainName)) return { kind: 'api' };
  throw new Error(`the local run knows no origin ${domainName}`);
}

function behaviorOf(
  behavior: JsonRecord,
  origins: ReadonlyMap<string, OriginDefinition>,
  plan: RunPlan,
): BehaviorDefinition {
  const pathPattern = optionalTextAt(behavior, 'PathPattern') ?? '*';
  const origin = origins.get(textAt(behavior, 'TargetOriginId'));
  if (origin === undefined) throw new Error(`${pathPattern} has no origin`);
  const associations = recordsAt(behavior, 'FunctionAssociations');
  const policyId = optionalTextAt(behavior, 'ResponseHeadersPolicyId');
  if (origin.kind === 'api') {
    oneOf(
      optionalTextAt(behavior, 'OriginRequestPolicyId') ?? '',
      [allViewerExceptHostHeader],
      'OriginRequestPolicyId',
    );
    if (associations.length > 0 || policyId !== undefined) {
      throw new Error(
        `${pathPattern}: the local run changes nothing of what goes to the API and comes from it`,
      );
    }
  }
  const methods = textsAt(behavior, 'AllowedMethods');
  const [association] = associations;
  return {
    pathPattern,
    origin,
    allowedMethods: methods.length > 0 ? methods : ['GET', 'HEAD'],
    viewerRequest: association && viewerFunctionOf(association, plan),
    headers: policyId === undefined ? [] : (plan.headersPolicies.get(policyId) ?? []),
  };
}

function viewerFunctionOf(association: JsonRecord, plan: RunPlan): BehaviorDefinition['viewerRequest'] {
  oneOf(textAt(association, 'EventType'), ['viewer-request'], 'EventType');
  const arn = textAt(association, 'FunctionARN');
  const found = plan.viewerFunctions.get(arn);
  if (found === undefined) throw new Error(`there is no function ${arn}`);
  return found;
}
