import { randomBytes } from 'node:crypto';
import { isJson } from '../../is-json.ts';
import { constraintBroken, type Input, optionalInteger, optionalText, text } from '../../json-input.ts';
import { kmsError } from '../errors.ts';
import { refuse } from '../input.ts';
import type { Operation } from '../operation.ts';
import type { KeyRecord, State } from '../state.ts';

const materialBytes = 32;
const maxKeyIdLength = 2_048;
const maxDescriptionLength = 8_192;
/** https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html#key-policy-limit */
const maxPolicyLength = 32_768;
const dayMs = 86_400_000;

/** The key that a request names. */
export function keyIdOf(input: Input): string {
  return text(input, 'KeyId', { maxLength: maxKeyIdLength });
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html: symmetric keys of one region, material by KMS. */
export const createKey: Operation = ({ state, now, newId }, input) => {
  refuse(input, ['CustomKeyStoreId', 'XksKeyId']);
  oneOf(input, 'KeySpec', 'SYMMETRIC_DEFAULT');
  oneOf(input, 'KeyUsage', 'ENCRYPT_DECRYPT');
  oneOf(input, 'Origin', 'AWS_KMS');
  if (input.MultiRegion === true) {
    throw kmsError('UnsupportedOperationException', 'MultiRegion is not emulated.');
  }
  const key: KeyRecord = {
    id: newId(),
    material: randomBytes(materialBytes).toString('base64'),
    description: optionalText(input, 'Description', { maxLength: maxDescriptionLength }) ?? '',
    policy: policyOf(input) ?? defaultPolicy(state.place.accountId),
    enabled: true,
    createdAtMs: now(),
  };
  state.putKey(key);
  return { KeyMetadata: metadata(key, state) };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html */
export const describeKey: Operation = ({ state }, input) => ({
  KeyMetadata: metadata(state.key(keyIdOf(input)), state),
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
export const putKeyPolicy: Operation = ({ state }, input) => {
  const key = state.key(keyIdOf(input));
  if (policyOf(input) === undefined) throw constraintBroken('policy', undefined, 'not be null');
  state.putKey({ ...key, policy: policyOf(input) ?? key.policy });
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html */
export const enableKey: Operation = ({ state }, input) => {
  state.putKey({ ...notLeaving(state, input), enabled: true });
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html */
export const disableKey: Operation = ({ state }, input) => {
  state.putKey({ ...notLeaving(state, input), enabled: false });
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
export const scheduleKeyDeletion: Operation = ({ state, now }, input) => {
  const key = notLeaving(state, input);
  const days = optionalInteger(input, 'PendingWindowInDays', { least: 7, most: 30 }) ?? 30;
  const deletionAtMs = now() + days * dayMs;
  state.putKey({ ...key, deletionAtMs });
  return {
    KeyId: state.keyArn(key),
    KeyState: 'PendingDeletion',
    DeletionDate: deletionAtMs / 1000,
    PendingWindowInDays: days,
  };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html: the key is disabled afterwards. */
export const cancelKeyDeletion: Operation = ({ state }, input) => {
  const { deletionAtMs, ...key } = state.key(keyIdOf(input));
  if (deletionAtMs === undefined) {
    throw kmsError('KMSInvalidStateException', `${state.keyArn(key)} is not pending deletion.`);
  }
  state.putKey({ ...key, enabled: false });
  return { KeyId: state.keyArn(key) };
};

function notLeaving(state: State, input: Input): KeyRecord {
  const key = state.key(keyIdOf(input));
  if (key.deletionAtMs === undefined) return key;
  throw kmsError('KMSInvalidStateException', `${state.keyArn(key)} is pending deletion.`);
}

function oneOf(input: Input, name: string, only: string): void {
  const value = optionalText(input, name, { maxLength: maxDescriptionLength }) ?? only;
  if (value !== only) throw kmsError('UnsupportedOperationException', `${name} ${value} is not emulated.`);
}

function policyOf(input: Input): string | undefined {
  const policy = optionalText(input, 'Policy', { maxLength: maxPolicyLength });
  if (policy === undefined || isJson(policy)) return policy;
  throw kmsError('MalformedPolicyDocumentException', 'Policy contains a statement that is not valid JSON.');
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html: IAM policies of the account decide. */
function defaultPolicy(accountId: string): string {
  const Principal = { AWS: `arn:aws:iam::${accountId}:root` };
  const statement = { Sid: 'Enable IAM User Permissions', Effect: 'Allow', Principal };
  return JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [{ ...statement, Action: 'kms:*', Resource: '*' }],
  });
}

function metadata(key: KeyRecord, state: State): unknown {
  const { id, description, enabled, deletionAtMs, createdAtMs } = key;
  return {
    AWSAccountId: state.place.accountId,
    KeyId: id,
    Arn: state.keyArn(key),
    CreationDate: createdAtMs / 1000,
    Enabled: enabled && deletionAtMs === undefined,
    Description: description,
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: deletionAtMs !== undefined ? 'PendingDeletion' : enabled ? 'Enabled' : 'Disabled',
    ...(deletionAtMs === undefined ? {} : { DeletionDate: deletionAtMs / 1000 }),
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: false,
  };
}
