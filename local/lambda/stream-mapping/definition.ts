import type { StreamMappingDefinition } from '../../cloudformation/run-plan.ts';
import { functionNameOf } from '../../cloudformation/run-plan.ts';
import {
  type JsonRecord,
  oneOf,
  optionalBooleanAt,
  optionalNumberAt,
  recordAt,
  recordsAt,
  textAt,
  textsAt,
} from '../../json.ts';
import { failureQueueOf } from '../failure-queue.ts';
import { parseFilter } from './filter.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html */
const defaultBatchSize = 100;

/** The most that an account may have for a mapping without asking: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html */
const maxFilters = 5;

/** Reads a mapping of a table's stream. @throws Error for what Lambda refuses or the local run does not do */
export function streamMappingOf(id: string, properties: JsonRecord): StreamMappingDefinition {
  const [forQueues] = ['ScalingConfig'].filter(name => properties[name] !== undefined);
  if (forQueues !== undefined) throw new Error(`${forQueues} is for queues, not for streams`);
  const number = (name: string, least: number, most: number): number | undefined => {
    const value = optionalNumberAt(properties, name);
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return value;
    throw new Error(`${name} must be an integer from ${least} to ${most}, not ${value}`);
  };
  number('ParallelizationFactor', 1, 1);
  const ageSeconds = number('MaximumRecordAgeInSeconds', -1, 604_800) ?? -1;
  if (ageSeconds !== -1 && ageSeconds < 60) {
    throw new Error('MaximumRecordAgeInSeconds must be -1 or at least 60');
  }
  const retries = number('MaximumRetryAttempts', -1, 10_000) ?? -1;
  const responseTypes = textsAt(properties, 'FunctionResponseTypes').map(type =>
    oneOf(type, ['ReportBatchItemFailures'], 'FunctionResponseTypes'),
  );
  const startingPosition = oneOf(
    textAt(properties, 'StartingPosition'),
    ['TRIM_HORIZON', 'LATEST'],
    'StartingPosition',
  );
  return {
    id,
    functionName: functionNameOf(textAt(properties, 'FunctionName')),
    streamArn: textAt(properties, 'EventSourceArn'),
    batchSize: number('BatchSize', 1, 10_000) ?? defaultBatchSize,
    windowMs: (number('MaximumBatchingWindowInSeconds', 0, 300) ?? 0) * 1000,
    startingPosition,
    filters: filtersOf(properties),
    bisects: optionalBooleanAt(properties, 'BisectBatchOnFunctionError') ?? false,
    reportsItemFailures: responseTypes.length > 0,
    maximumRetries: retries === -1 ? undefined : retries,
    maximumAgeMs: ageSeconds === -1 ? undefined : ageSeconds * 1000,
    failureQueueArn: failureQueueOf(recordAt(properties, 'DestinationConfig')),
  };
}

function filtersOf(properties: JsonRecord): StreamMappingDefinition['filters'] {
  const filters = recordsAt(recordAt(properties, 'FilterCriteria') ?? {}, 'Filters');
  if (filters.length > maxFilters) throw new Error(`a mapping has at most ${maxFilters} filters`);
  return filters.map(filter => parseFilter(textAt(filter, 'Pattern')));
}
