import type { ResourceType } from '../cloudformation/resource-type.ts';
import { optionalTextAt, recordAt, recordsAt, textsAt } from '../json.ts';

/** Rights on CloudWatch Logs and X-Ray only, which the local run does not have. */
const policiesWithoutEffect = [
  ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  ':iam::aws:policy/AWSXRayDaemonWriteAccess',
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const role: ResourceType = {
  applied: [
    'Description',
    'ManagedPolicyArns',
    'Path',
    'Policies.PolicyDocument',
    'Policies.PolicyName',
    'RoleName',
    'Tags',
  ],
  withoutEffect: ['AssumeRolePolicyDocument', 'MaxSessionDuration'],
  async create(properties, context) {
    for (const arn of textsAt(properties, 'ManagedPolicyArns')) {
      if (!policiesWithoutEffect.some(known => arn.endsWith(known))) {
        throw new Error(`the local run does not know the managed policy ${arn}`);
      }
    }
    const name = optionalTextAt(properties, 'RoleName') ?? context.physicalName(64);
    const arn = `arn:aws:iam::${context.accountId}:role/${name}`;
    const statements = recordsAt(properties, 'Policies').flatMap(policy =>
      recordsAt(recordAt(policy, 'PolicyDocument') ?? {}, 'Statement'),
    );
    context.plan.roles.set(name, { name, arn, statements });
    return { ref: name, attributes: { Arn: arn, RoleId: name } };
  },
};
