import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyRotationCommand,
  type KeyMetadata,
  NotFoundException,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import type { AwsClients } from '../cloudformation/aws-clients.ts';
import type { ResourceType } from '../cloudformation/resource-type.ts';
import { oneOf, optionalBooleanAt, optionalNumberAt, optionalTextAt, recordAt } from '../json.ts';

/** Names a key for the next run on the same data: CloudFormation would remember the key's id, and ids are random. */
const aliasPrefix = 'alias/local-run/';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export const key: ResourceType = {
  applied: [
    'Description',
    'EnableKeyRotation',
    'KeyPolicy',
    'KeySpec',
    'KeyUsage',
    'RotationPeriodInDays',
    'Tags',
  ],
  withoutEffect: ['PendingWindowInDays'],
  async create(properties, context) {
    const { kms } = context.clients;
    oneOf(optionalTextAt(properties, 'KeySpec') ?? 'SYMMETRIC_DEFAULT', ['SYMMETRIC_DEFAULT'], 'KeySpec');
    oneOf(optionalTextAt(properties, 'KeyUsage') ?? 'ENCRYPT_DECRYPT', ['ENCRYPT_DECRYPT'], 'KeyUsage');
    const alias = aliasPrefix + context.physicalName(256 - aliasPrefix.length);
    const description = optionalTextAt(properties, 'Description') ?? '';
    const { Arn, KeyId } = (await find(kms, alias)) ?? (await make(kms, alias, description));
    if (Arn === undefined || KeyId === undefined) throw new Error('the endpoint gives no ARN for the key');
    const policy = recordAt(properties, 'KeyPolicy');
    if (policy !== undefined) {
      await kms.send(new PutKeyPolicyCommand({ KeyId, Policy: JSON.stringify(policy) }));
    }
    const RotationPeriodInDays = optionalNumberAt(properties, 'RotationPeriodInDays');
    await kms.send(
      optionalBooleanAt(properties, 'EnableKeyRotation') === true
        ? new EnableKeyRotationCommand({
            KeyId,
            ...(RotationPeriodInDays !== undefined && { RotationPeriodInDays }),
          })
        : new DisableKeyRotationCommand({ KeyId }),
    );
    return { ref: KeyId, attributes: { Arn, KeyId } };
  },
};

async function find(kms: AwsClients['kms'], alias: string): Promise<KeyMetadata | undefined> {
  try {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: alias }));
    return KeyMetadata;
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}

async function make(kms: AwsClients['kms'], AliasName: string, Description: string): Promise<KeyMetadata> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description }));
  const TargetKeyId = KeyMetadata?.KeyId;
  if (KeyMetadata === undefined || TargetKeyId === undefined) throw new Error('the endpoint makes no key');
  await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId }));
  return KeyMetadata;
}
