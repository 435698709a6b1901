import type { ResourceType } from '../cloudformation/resource-type.ts';
import { functionNameOf } from '../cloudformation/run-plan.ts';
import { oneOf, optionalBooleanAt, optionalNumberAt, recordAt, textAt, textsAt } from '../json.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const defaultBatchSize = 10;

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
    if (windowSeconds > 0) throw new Error('the local run knows no batching window');
    const batchSize = optionalNumberAt(properties, 'BatchSize') ?? defaultBatchSize;
    if (batchSize > defaultBatchSize) {
      throw new Error(
        `a BatchSize of ${batchSize} needs a batching window, which the local run does not know`,
      );
    }
    const responseTypes = textsAt(properties, 'FunctionResponseTypes').map(type =>
      oneOf(type, ['ReportBatchItemFailures'], 'FunctionResponseTypes'),
    );
    if (optionalBooleanAt(properties, 'Enabled') !== false) {
      context.plan.mappings.push({
        functionName: functionNameOf(textAt(properties, 'FunctionName')),
        queueArn,
        batchSize,
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
