import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type QueueAttributeName,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import type { ResourceType } from '../cloudformation/resource-type.ts';
import { type JsonRecord, optionalTextAt } from '../json.ts';

/** Properties that are queue attributes of the same name. */
const queueAttributes = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
] as const satisfies readonly QueueAttributeName[];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const queue: ResourceType = {
  applied: ['QueueName', 'Tags', ...queueAttributes],
  withoutEffect: [],
  async create(properties, context) {
    const { sqs } = context.clients;
    const name = optionalTextAt(properties, 'QueueName') ?? context.physicalName(80);
    // CreateQueue with other attributes than an existing queue's is refused, so they are set afterwards.
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    const Attributes = attributesOf(properties);
    if (Object.keys(Attributes).length > 0) {
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    }
    const answer = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    const Arn = answer.Attributes?.QueueArn;
    if (QueueUrl === undefined || Arn === undefined) {
      throw new Error(`the endpoint gives no URL and ARN for the queue ${name}`);
    }
    return { ref: QueueUrl, attributes: { Arn, QueueName: name, QueueUrl } };
  },
};

function attributesOf(properties: JsonRecord): Partial<Record<QueueAttributeName, string>> {
  const attributes: Partial<Record<QueueAttributeName, string>> = {};
  for (const name of queueAttributes) {
    const value = properties[name];
    if (value === undefined) continue;
    attributes[name] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  return attributes;
}
