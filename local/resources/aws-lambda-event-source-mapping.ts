import type { ResourceType } from '../cloudformation/resource-type.ts';
import { functionNameOf } from '../cloudformation/run-plan.ts';
import { oneOf, optionalBooleanAt, optionalNumberAt, recordAt, textAt, textsAt } from '../json.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const defaultBatchSize = 10;
const maxBatchSize = 10_000;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const eventSourceMapping: ResourceType = {
  applied: [
    'BatchSize',
    'Enabled',
    'EventSourceArn',
    'FunctionName',
    'FunctionResponseTypes',
    'MaximumBatchingWindowInSeconds',
    'ScalingConfig.MaximumConcurrency',
    'Tags',
  ],
  withoutEffect: ['MetricsConfig'],
  async create(properties, context) {
    const queueArn = textAt(properties, 'EventSourceArn');
    if (!queueArn.startsWith('arn:aws:sqs:')) {
      throw new Error(`the local run maps SQS queues only, not ${queueArn}`);
    }
    const windowSeconds = optionalNumberAt(properties, 'MaximumBatchingWindowInSeconds') ?? 0;
    const batchSize = optionalNumberAt(properties, 'BatchSize') ?? defaultBatchSize;
    if (batchSize > maxBatchSize) throw new Error(`a BatchSize of ${batchSize} is above ${maxBatchSize}`);
    if (batchSize > defaultBatchSize && windowSeconds < 1) {
      throw new Error(`a BatchSize of ${batchSize} needs a MaximumBatchingWindowInSeconds of 1 or more`);
    }
    const responseTypes = textsAt(properties, 'FunctionResponseTypes').map(type =>
      oneOf(type, ['ReportBatchItemFailures'], 'FunctionResponseTypes'),
    );
    if (optionalBooleanAt(properties, 'Enabled') !== false) {
      context.plan.mappings.push({
        functionName: functionNameOf(textAt(properties, 'FunctionName')),
        queueArn,
        batchSize,
        windowMs: windowSeconds * 1000,
        reportsItemFailures: responseTypes.length > 0,
        maximumConcurrency: optionalNumberAt(
          recordAt(properties, 'ScalingConfig') ?? {},
          'MaximumConcurrency',
        ),
      });
    }
    return { ref: context.logicalId, attributes: { Id: context.logicalId } };
  },
};
