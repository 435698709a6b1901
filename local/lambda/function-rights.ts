import type { RunPlan } from '../cloudformation/run-plan.ts';
import type { ServiceRequest } from '../emulators/iam/request.ts';
import { StartFailure } from '../failure.ts';

/**
 * Lambda reads queues and streams, and tells destinations, with the rights of the function's role, and refuses a mapping or a
 * destination without them:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions and
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
 * and https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @param refusalOf why a function's role may not make a request; undefined when it may
 * @throws StartFailure when a right is missing
 */
export async function assertFunctionRights(
  {
    functions,
    queueMappings,
    streamMappings,
  }: Pick<RunPlan, 'functions' | 'queueMappings' | 'streamMappings'>,
  refusalOf: (functionName: string, request: ServiceRequest) => Promise<Error | undefined>,
): Promise<void> {
  const needed = [
    ...[...functions.values()].flatMap(({ name, asynchronous }) =>
      asynchronous?.failureQueueArn === undefined
        ? []
        : [{ functionName: name, request: queueRequest('SendMessage', asynchronous.failureQueueArn) }],
    ),
    ...queueMappings.flatMap(({ functionName, queueArn }) =>
      ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map(operation => ({
        functionName,
        request: queueRequest(operation, queueArn),
      })),
    ),
    ...streamMappings.flatMap(({ functionName, streamArn, failureQueueArn }) =>
      [
        ...streamRequests(streamArn),
        ...(failureQueueArn === undefined ? [] : [queueRequest('SendMessage', failureQueueArn)]),
      ].map(request => ({ functionName, request })),
    ),
  ];
  for (const { functionName, request } of needed) {
    const refusal = await refusalOf(functionName, request);
    if (refusal !== undefined)
      throw new StartFailure(`the role of ${functionName} lacks a right. ${refusal.message}`);
  }
}

function queueRequest(operation: string, queueArn: string): ServiceRequest {
  const [, , , , accountId, queueName] = queueArn.split(':');
  return { service: 'sqs', operation, input: { QueueUrl: `/${accountId}/${queueName}` } };
}

function streamRequests(StreamArn: string): readonly ServiceRequest[] {
  const TableName = /:table\/([^/]+)\//.exec(StreamArn)?.[1];
  const service = 'dynamodbstreams';
  return [
    { service, operation: 'ListStreams', input: { TableName } },
    { service, operation: 'DescribeStream', input: { StreamArn } },
    { service, operation: 'GetShardIterator', input: { StreamArn } },
    { service, operation: 'GetRecords', input: { ShardIterator: `${StreamArn}|1|` } },
  ];
}
