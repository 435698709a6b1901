import {
  CreateEventBusCommand,
  DescribeEventBusCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-eventbridge';
import type { ResourceType } from '../cloudformation/resource-type.ts';
import { optionalTextAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const eventBus: ResourceType = {
  applied: ['Name', 'Description', 'Tags'],
  withoutEffect: ['KmsKeyIdentifier', 'LogConfig'],
  async create(properties, context) {
    const { eventbridge } = context.clients;
    const name = optionalTextAt(properties, 'Name') ?? context.physicalName(256);
    try {
      await eventbridge.send(new CreateEventBusCommand({ Name: name }));
    } catch (error) {
      if (!(error instanceof ResourceAlreadyExistsException)) throw error;
    }
    const { Arn } = await eventbridge.send(new DescribeEventBusCommand({ Name: name }));
    if (Arn === undefined) throw new Error(`the endpoint gives no ARN for the event bus ${name}`);
    return { ref: name, attributes: { Name: name, Arn } };
  },
};
