import type { ResourceType } from '../cloudformation/resource-type.ts';
import { recordAt, recordsAt, textAt, textsAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html */
export const policy: ResourceType = {
  applied: ['PolicyDocument', 'PolicyName', 'Roles'],
  withoutEffect: [],
  async create(properties, context) {
    const statements = recordsAt(recordAt(properties, 'PolicyDocument') ?? {}, 'Statement');
    for (const name of textsAt(properties, 'Roles')) {
      const role = context.plan.roles.get(name);
      if (role === undefined) throw new Error(`there is no role ${name}`);
      role.statements.push(...statements);
    }
    return { ref: textAt(properties, 'PolicyName'), attributes: { Id: context.logicalId } };
  },
};
