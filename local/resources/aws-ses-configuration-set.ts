import {
  AlreadyExistsException,
  CreateConfigurationSetCommand,
  PutConfigurationSetSuppressionOptionsCommand,
} from '@aws-sdk/client-sesv2';
import type { ResourceType } from '../cloudformation/resource-type.ts';
import { oneOf, optionalTextAt, recordAt, textsAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-configurationset.html */
export const configurationSet: ResourceType = {
  applied: ['Name', 'SuppressionOptions.SuppressedReasons', 'Tags'],
  withoutEffect: [
    'ArchivingOptions',
    'DeliveryOptions',
    'ReputationOptions',
    'SendingOptions',
    'TrackingOptions',
    'VdmOptions',
  ],
  async create(properties, context) {
    const { ses } = context.clients;
    const ConfigurationSetName = optionalTextAt(properties, 'Name') ?? context.physicalName(64);
    const options = recordAt(properties, 'SuppressionOptions');
    const reasons =
      options?.SuppressedReasons === undefined ? undefined : textsAt(options, 'SuppressedReasons');
    try {
      await ses.send(new CreateConfigurationSetCommand({ ConfigurationSetName }));
    } catch (error) {
      if (!(error instanceof AlreadyExistsException)) throw error;
    }
    const SuppressedReasons = reasons?.map(reason =>
      oneOf(reason, ['BOUNCE', 'COMPLAINT'], 'SuppressedReasons'),
    );
    await ses.send(
      new PutConfigurationSetSuppressionOptionsCommand({
        ConfigurationSetName,
        ...(SuppressedReasons !== undefined && { SuppressedReasons }),
      }),
    );
    return { ref: ConfigurationSetName, attributes: {} };
  },
};
