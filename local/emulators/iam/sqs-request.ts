import { type Accesses, type AccountScope, access, type Input, textOr } from './request.ts';

/**
 * The resource of each operation, per
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 */
const byQueueUrl: ReadonlySet<string> = new Set([
  'AddPermission',
  'ChangeMessageVisibility',
  'DeleteMessage',
  'DeleteQueue',
  'GetQueueAttributes',
  'ListDeadLetterSourceQueues',
  'ListQueueTags',
  'PurgeQueue',
  'ReceiveMessage',
  'RemovePermission',
  'SendMessage',
  'SetQueueAttributes',
  'TagQueue',
  'UntagQueue',
]);
const byQueueName: ReadonlySet<string> = new Set(['CreateQueue', 'GetQueueUrl']);
const bySourceArn: ReadonlySet<string> = new Set(['StartMessageMoveTask', 'ListMessageMoveTasks']);

/** What an SQS request needs. SQS checks actions in lower case, as its messages show; case does not matter to IAM. */
export function sqsAccesses(operation: string, input: Input, { region, accountId }: AccountScope): Accesses {
  // The batch operations have no action of their own.
  const name = operation.replace(/Batch$/, '');
  const action = `sqs:${name.toLowerCase()}`;
  const arnOf = (queueName: string, owner = accountId): string =>
    `arn:aws:sqs:${region}:${owner}:${queueName}`;
  if (byQueueUrl.has(name)) {
    const [, owner, queueName] = /(?:^|\/)(\d{12})\/([^/]+)\/?$/.exec(textOr(input.QueueUrl, '')) ?? [];
    if (queueName === undefined) return { unknown: `sqs:${operation} without a queue URL` };
    return [access(action, arnOf(queueName, owner))];
  }
  if (byQueueName.has(name)) {
    return [
      access(action, arnOf(textOr(input.QueueName, ''), textOr(input.QueueOwnerAWSAccountId, undefined))),
    ];
  }
  if (bySourceArn.has(name)) return moveTaskAccesses(name, input);
  // A list of all queues has no resource: only a policy for all of them covers it.
  if (name === 'ListQueues') return [access(action, arnOf('*'))];
  return { unknown: `sqs:${operation}` };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
function moveTaskAccesses(name: string, input: Input): Accesses {
  const source = textOr(input.SourceArn, '');
  const action = `sqs:${name.toLowerCase()}`;
  if (name === 'ListMessageMoveTasks') return [access(action, source)];
  const destination = textOr(input.DestinationArn, undefined);
  return [
    access(action, source),
    access('sqs:receivemessage', source),
    access('sqs:deletemessage', source),
    access('sqs:getqueueattributes', source),
    ...(destination === undefined ? [] : [access('sqs:sendmessage', destination)]),
  ];
}
