import type { RequestContext } from './condition.ts';
import { type Accesses, type AccountScope, access, type Input, isInput, textOr } from './request.ts';

/**
 * Operations whose resource is a key, per
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
const onKey: ReadonlySet<string> = new Set([
  'CancelKeyDeletion',
  'Decrypt',
  'DescribeKey',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'GenerateDataKey',
  'GetKeyRotationStatus',
  'PutKeyPolicy',
  'ScheduleKeyDeletion',
]);

/** What a KMS request needs. Of a key that is not there the service itself speaks: nothing is needed. */
export function kmsAccesses(operation: string, input: Input, { kmsKeyArn }: AccountScope): Accesses {
  const action = `kms:${operation}`;
  if (operation === 'CreateKey') return [access(action, '*')];
  if (!onKey.has(operation)) return { unknown: action };
  const arn = kmsKeyArn(input);
  return arn === undefined ? [] : [access(action, arn, contextOf(input))];
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context */
function contextOf({ EncryptionContext }: Input): RequestContext {
  const pairs = Object.entries(isInput(EncryptionContext) ? EncryptionContext : {});
  if (pairs.length === 0) return new Map();
  return new Map([
    ['kms:encryptioncontextkeys', pairs.map(([key]) => key)],
    ...pairs.map(([key, value]): [string, string[]] => [
      `kms:encryptioncontext:${key.toLowerCase()}`,
      [textOr(value, '')],
    ]),
  ]);
}
