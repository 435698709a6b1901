import type { ResourceType } from '../cloudformation/resource-type.ts';
import { type AsyncSettings, functionNameOf } from '../cloudformation/run-plan.ts';
import { type JsonRecord, oneOf, optionalNumberAt, recordAt, textAt } from '../json.ts';
import { failureQueueOf } from '../lambda/failure-queue.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const eventInvokeConfig: ResourceType = {
  applied: [
    'DestinationConfig.OnFailure.Destination',
    'FunctionName',
    'MaximumEventAgeInSeconds',
    'MaximumRetryAttempts',
    'Qualifier',
  ],
  withoutEffect: [],
  async create(properties, context) {
    oneOf(textAt(properties, 'Qualifier'), ['$LATEST'], 'Qualifier');
    const name = functionNameOf(textAt(properties, 'FunctionName'));
    const definition = context.plan.functions.get(name);
    if (definition === undefined) throw new Error(`the template has no function ${name}`);
    context.plan.functions.set(name, { ...definition, asynchronous: settingsOf(properties) });
    return { ref: context.logicalId, attributes: {} };
  },
};

function settingsOf(properties: JsonRecord): AsyncSettings {
  const retries = optionalNumberAt(properties, 'MaximumRetryAttempts');
  const ageSeconds = optionalNumberAt(properties, 'MaximumEventAgeInSeconds');
  const failureQueueArn = failureQueueOf(recordAt(properties, 'DestinationConfig'));
  if (retries !== undefined && ![0, 1, 2].includes(retries)) {
    throw new Error(`MaximumRetryAttempts must be 0, 1 or 2, not ${retries}`);
  }
  if (ageSeconds !== undefined && (ageSeconds < 60 || ageSeconds > 21_600)) {
    throw new Error(`MaximumEventAgeInSeconds must be from 60 to 21600, not ${ageSeconds}`);
  }
  return {
    ...(retries !== undefined && { retries }),
    ...(ageSeconds !== undefined && { maximumAgeMs: ageSeconds * 1000 }),
    ...(failureQueueArn !== undefined && { failureQueueArn }),
  };
}
