import { AlreadyExistsException, CreateAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-kms';
import type { ResourceType } from '../cloudformation/resource-type.ts';
import { textAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html */
export const alias: ResourceType = {
  applied: ['AliasName', 'TargetKeyId'],
  withoutEffect: [],
  async create(properties, context) {
    const { kms } = context.clients;
    const AliasName = textAt(properties, 'AliasName');
    const target = { AliasName, TargetKeyId: textAt(properties, 'TargetKeyId') };
    try {
      await kms.send(new CreateAliasCommand(target));
    } catch (error) {
      if (!(error instanceof AlreadyExistsException)) throw error;
      await kms.send(new UpdateAliasCommand(target));
    }
    return { ref: AliasName, attributes: {} };
  },
};
