import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { ResourceType } from '../cloudformation/resource-type.ts';
import { recordAt, textsAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const queuePolicy: ResourceType = {
  applied: ['PolicyDocument', 'Queues'],
  withoutEffect: [],
  async create(properties, context) {
    const Policy = JSON.stringify(recordAt(properties, 'PolicyDocument') ?? {});
    for (const QueueUrl of textsAt(properties, 'Queues')) {
      await context.clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    }
    return { ref: context.logicalId, attributes: { Id: context.logicalId } };
  },
};
