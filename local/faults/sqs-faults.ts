import type { AwsJsonService, AwsRequestContext } from '../emulators/aws-json-http.ts';
import { type Input, inputs, isInput } from '../emulators/iam/request.ts';
import type { Faults } from './faults.ts';
import { withSqsRequestFaults } from './request-faults.ts';

/** A deleted message that comes back does so after this time. */
const lateDeleteSeconds = 1;

/** SQS as a distributed system shows itself: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html */
export function withSqsFaults(service: AwsJsonService, faults: Faults, silenceMs: number): AwsJsonService {
  const { handle } = service;
  const changed: AwsJsonService = {
    ...service,
    async handle(operation, input, context) {
      const given = isInput(input) ? input : {};
      switch (operation) {
        case 'ReceiveMessage':
          return receive(given, context);
        case 'DeleteMessageBatch':
          return deleteBatch(given, context);
        case 'SendMessageBatch':
        case 'ChangeMessageVisibilityBatch':
          return refuseSome(operation, given, context);
        default:
          return handle(operation, input, context);
      }
    },
  };

  async function receive(input: Input, context: AwsRequestContext): Promise<unknown> {
    const output = await handle('ReceiveMessage', input, context);
    const caller = faults.callerOf(context.accessKeyId);
    const messages = inputs(isInput(output) ? output.Messages : undefined);
    for (const { ReceiptHandle, MessageId } of messages) {
      if (!faults.strikes('sqs-duplicate', caller, String(MessageId))) continue;
      const visible = { QueueUrl: input.QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
      await handle('ChangeMessageVisibility', visible, context);
    }
    return output;
  }

  async function deleteBatch(input: Input, context: AwsRequestContext): Promise<unknown> {
    const caller = faults.callerOf(context.accessKeyId);
    const { struck, others } = split(inputs(input.Entries), entry =>
      faults.strikes('sqs-late-delete', caller, `entry ${entry.Id} of ${input.QueueUrl}`),
    );
    if (struck.length > 0) {
      const entries = struck.map(({ Id, ReceiptHandle }) => ({
        Id,
        ReceiptHandle,
        VisibilityTimeout: lateDeleteSeconds,
      }));
      // One whose message is visible already, or gone, fails: it needs no help to come back.
      await handle('ChangeMessageVisibilityBatch', { ...input, Entries: entries }, context);
    }
    const deleted = await handleOthers('DeleteMessageBatch', input, others, context);
    return { ...deleted, Successful: [...inputs(deleted.Successful), ...struck.map(({ Id }) => ({ Id }))] };
  }

  async function refuseSome(operation: string, input: Input, context: AwsRequestContext): Promise<unknown> {
    const caller = faults.callerOf(context.accessKeyId);
    const { struck, others } = split(inputs(input.Entries), entry =>
      faults.strikes('sqs-batch-failure', caller, `entry ${entry.Id} of ${operation}`),
    );
    const output = await handleOthers(operation, input, others, context);
    const failed = struck.map(({ Id }) => ({
      Id,
      Code: 'InternalError',
      Message: 'We encountered an internal error. Please try again.',
      SenderFault: false,
    }));
    return { ...output, Failed: [...inputs(output.Failed), ...failed] };
  }

  async function handleOthers(
    operation: string,
    input: Input,
    entries: readonly Input[],
    context: AwsRequestContext,
  ): Promise<Input> {
    if (entries.length === 0 && inputs(input.Entries).length > 0) return { Successful: [], Failed: [] };
    const output = await handle(operation, { ...input, Entries: entries }, context);
    return isInput(output) ? output : {};
  }

  return withSqsRequestFaults(changed, faults, silenceMs);
}

function split(entries: readonly Input[], isStruck: (entry: Input) => boolean) {
  const struck: Input[] = [];
  const others: Input[] = [];
  for (const entry of entries) (isStruck(entry) ? struck : others).push(entry);
  return { struck, others };
}
