import type { ResourceType } from '../cloudformation/resource-type.ts';
import { functionNameOf } from '../cloudformation/run-plan.ts';
import { oneOf, optionalNumberAt, textAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const eventInvokeConfig: ResourceType = {
  applied: ['FunctionName', 'MaximumRetryAttempts', 'Qualifier'],
  withoutEffect: ['MaximumEventAgeInSeconds'],
  async create(properties, context) {
    oneOf(textAt(properties, 'Qualifier'), ['$LATEST'], 'Qualifier');
    const name = functionNameOf(textAt(properties, 'FunctionName'));
    const definition = context.plan.functions.get(name);
    if (definition === undefined) throw new Error(`the template has no function ${name}`);
    const asyncRetries = optionalNumberAt(properties, 'MaximumRetryAttempts');
    if (asyncRetries !== undefined) context.plan.functions.set(name, { ...definition, asyncRetries });
    return { ref: context.logicalId, attributes: {} };
  },
};
