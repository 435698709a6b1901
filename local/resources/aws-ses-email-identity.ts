import {
  AlreadyExistsException,
  CreateEmailIdentityCommand,
  GetEmailIdentityCommand,
  PutEmailIdentityConfigurationSetAttributesCommand,
} from '@aws-sdk/client-sesv2';
import type { ResourceType } from '../cloudformation/resource-type.ts';
import { optionalTextAt, recordAt, textAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-emailidentity.html */
export const emailIdentity: ResourceType = {
  applied: ['ConfigurationSetAttributes.ConfigurationSetName', 'EmailIdentity', 'Tags'],
  withoutEffect: ['DkimAttributes', 'DkimSigningAttributes', 'FeedbackAttributes', 'MailFromAttributes'],
  async create(properties, context) {
    const { ses } = context.clients;
    const EmailIdentity = textAt(properties, 'EmailIdentity');
    const set = optionalTextAt(
      recordAt(properties, 'ConfigurationSetAttributes') ?? {},
      'ConfigurationSetName',
    );
    try {
      await ses.send(new CreateEmailIdentityCommand({ EmailIdentity }));
    } catch (error) {
      if (!(error instanceof AlreadyExistsException)) throw error;
    }
    await ses.send(
      new PutEmailIdentityConfigurationSetAttributesCommand({
        EmailIdentity,
        ...(set !== undefined && { ConfigurationSetName: set }),
      }),
    );
    const { DkimAttributes } = await ses.send(new GetEmailIdentityCommand({ EmailIdentity }));
    const records = (DkimAttributes?.Tokens ?? []).flatMap((token, index) => [
      [`DkimDNSTokenName${index + 1}`, `${token}._domainkey.${EmailIdentity}`],
      [`DkimDNSTokenValue${index + 1}`, `${token}.dkim.amazonses.com`],
    ]);
    return { ref: EmailIdentity, attributes: Object.fromEntries(records) };
  },
};
