import type { ResourceType } from '../cloudformation/resource-type.ts';
import { functionNameOf, type QueueMappingDefinition } from '../cloudformation/run-plan.ts';
import {
  type JsonRecord,
  oneOf,
  optionalBooleanAt,
  optionalNumberAt,
  recordAt,
  textAt,
  textsAt,
} from '../json.ts';
import { streamMappingOf } from '../lambda/stream-mapping/definition.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const defaultBatchSize = 10;
const maxBatchSize = 10_000;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const eventSourceMapping: ResourceType = {
  applied: [
    'BatchSize',
    'BisectBatchOnFunctionError',
    'DestinationConfig.OnFailure.Destination',
    'Enabled',
    'EventSourceArn',
    'FilterCriteria.Filters.Pattern',
    'FunctionName',
    'FunctionResponseTypes',
    'MaximumBatchingWindowInSeconds',
    'MaximumRecordAgeInSeconds',
    'MaximumRetryAttempts',
    'ParallelizationFactor',
    'ScalingConfig.MaximumConcurrency',
    'StartingPosition',
    'Tags',
  ],
  withoutEffect: ['MetricsConfig'],
  async create(properties, context) {
    const { logicalId, plan } = context;
    const source = textAt(properties, 'EventSourceArn');
    const isEnabled = optionalBooleanAt(properties, 'Enabled') !== false;
    if (source.startsWith('arn:aws:sqs:')) {
      const mapping = queueMappingOf(properties);
      if (isEnabled) plan.queueMappings.push(mapping);
    } else if (/^arn:aws:dynamodb:.+\/stream\//.test(source)) {
      const mapping = streamMappingOf(logicalId, properties);
      if (isEnabled) plan.streamMappings.push(mapping);
    } else {
      throw new Error(`the local run maps SQS queues and DynamoDB streams only, not ${source}`);
    }
    return { ref: logicalId, attributes: { Id: logicalId } };
  },
};

/** What the local run does for streams only; Lambda refuses most of it for queues. */
const forStreams = [
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'FilterCriteria',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'ParallelizationFactor',
  'StartingPosition',
];

function queueMappingOf(properties: JsonRecord): QueueMappingDefinition {
  const unknown = forStreams.find(name => properties[name] !== undefined);
  if (unknown !== undefined) throw new Error(`the local run does not know ${unknown} of a queue's mapping`);
  const windowSeconds = optionalNumberAt(properties, 'MaximumBatchingWindowInSeconds') ?? 0;
  const batchSize = optionalNumberAt(properties, 'BatchSize') ?? defaultBatchSize;
  if (batchSize > maxBatchSize) throw new Error(`a BatchSize of ${batchSize} is above ${maxBatchSize}`);
  if (batchSize > defaultBatchSize && windowSeconds < 1) {
    throw new Error(`a BatchSize of ${batchSize} needs a MaximumBatchingWindowInSeconds of 1 or more`);
  }
  const responseTypes = textsAt(properties, 'FunctionResponseTypes').map(type =>
    oneOf(type, ['ReportBatchItemFailures'], 'FunctionResponseTypes'),
  );
  const scaling = recordAt(properties, 'ScalingConfig') ?? {};
  return {
    functionName: functionNameOf(textAt(properties, 'FunctionName')),
    queueArn: textAt(properties, 'EventSourceArn'),
    batchSize,
    windowMs: windowSeconds * 1000,
    reportsItemFailures: responseTypes.length > 0,
    maximumConcurrency: optionalNumberAt(scaling, 'MaximumConcurrency'),
  };
}
