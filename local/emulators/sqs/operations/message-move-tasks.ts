import { invalidValue, sqsError } from '../errors.ts';
import { optionalInteger, optionalText, text } from '../input.ts';
import type { MoveTask, MoveTasks } from '../move-tasks.ts';
import type { Operation } from '../operation.ts';
import type { Queue } from '../queue.ts';
import type { Registry } from '../registry.ts';

function queueOf(registry: Registry, parameter: string, arn: string): Queue {
  const queue = registry.byArn(arn);
  if (queue === undefined) {
    throw sqsError(
      'ResourceNotFoundException',
      `The resource that you specified for the ${parameter} parameter doesn't exist.`,
    );
  }
  return queue;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
export const startMessageMoveTask =
  (tasks: MoveTasks): Operation =>
  (registry, input) => {
    const source = queueOf(registry, 'SourceArn', text(input, 'SourceArn'));
    const destinationArn = optionalText(input, 'DestinationArn');
    const destination =
      destinationArn === undefined ? undefined : queueOf(registry, 'DestinationArn', destinationArn);
    const rate = optionalInteger(input, 'MaxNumberOfMessagesPerSecond');
    if (rate !== undefined && (rate < 1 || rate > 500)) {
      throw invalidValue('MaxNumberOfMessagesPerSecond', rate, 'Must be an integer between 1 and 500.');
    }
    if (registry.sourcesOf(source).length === 0) {
      throw sqsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
    }
    if (destination === source) {
      throw sqsError(
        'InvalidParameterValue',
        'Source queue arn and destination queue arn must be different.',
      );
    }
    if (destination !== undefined && destination.fifo !== source.fifo) {
      throw sqsError('InvalidParameterValue', 'Source queue and destination queue must be of the same type.');
    }
    if (tasks.of(source).some(task => task.status === 'RUNNING')) {
      throw sqsError(
        'UnsupportedOperation',
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    }
    return { TaskHandle: tasks.start(source, destination, rate).handle };
  };

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html */
export const listMessageMoveTasks =
  (tasks: MoveTasks): Operation =>
  (registry, input) => {
    const source = queueOf(registry, 'SourceArn', text(input, 'SourceArn'));
    const size = optionalInteger(input, 'MaxResults') ?? 1;
    if (size < 1 || size > 10) {
      throw invalidValue('MaxResults', size, 'Must be an integer between 1 and 10.');
    }
    return { Results: tasks.of(source).slice(0, size).map(listed) };
  };

function listed(task: MoveTask): object {
  return {
    // Only a running task has a handle, because only that can be cancelled.
    TaskHandle: task.status === 'RUNNING' ? task.handle : undefined,
    Status: task.status,
    SourceArn: task.sourceArn,
    DestinationArn: task.destinationArn,
    MaxNumberOfMessagesPerSecond: task.messagesPerSecond,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failure,
    StartedTimestamp: task.startedAt,
  };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CancelMessageMoveTask.html */
export const cancelMessageMoveTask =
  (tasks: MoveTasks): Operation =>
  (_registry, input) => {
    const task = tasks.find(text(input, 'TaskHandle'));
    if (task === undefined) throw sqsError('ResourceNotFoundException', 'Task does not exist.');
    if (task.status !== 'RUNNING') {
      throw sqsError('UnsupportedOperation', 'Only a task that is running can be cancelled.');
    }
    tasks.end(task, 'CANCELLED');
    return { ApproximateNumberOfMessagesMoved: task.moved };
  };
