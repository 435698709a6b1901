import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import { type Input, isInput, requestObject } from '../json-input.ts';
import type { Store } from '../store.ts';
import { keyIdIn } from './ciphertext.ts';
import { kmsError } from './errors.ts';
import { ciphertextBlob } from './input.ts';
import type { Operation } from './operation.ts';
import { createAlias, updateAlias } from './operations/aliases.ts';
import { decrypt, generateDataKey } from './operations/data-keys.ts';
import {
  cancelKeyDeletion,
  createKey,
  describeKey,
  disableKey,
  enableKey,
  putKeyPolicy,
  scheduleKeyDeletion,
} from './operations/keys.ts';
import { disableKeyRotation, enableKeyRotation, getKeyRotationStatus } from './operations/rotation.ts';
import { State } from './state.ts';

/** What the emulator needs from outside. `now` is in milliseconds since 1970. */
export interface KmsOptions {
  readonly store: Store;
  readonly region: string;
  readonly accountId: string;
  readonly now?: () => number;
  readonly newId?: () => string;
}

/** The emulated service. */
export interface Kms {
  /** Answers one request as the service does, or throws an AwsError. */
  handle(operation: string, input: unknown): Promise<unknown>;
  /** The policy of a key by its ARN, as JSON text. */
  keyPolicy(arn: string): string | undefined;
  /** The ARN of the key that a request is about; undefined when there is no such key, which the service says better. */
  keyArnOf(input: Input): string | undefined;
}

/** What differs from the real service and may matter to who runs on the emulator; shown at the start. */
export const kmsNotEmulated: readonly string[] = [
  'KMS has symmetric keys, GenerateDataKey and Decrypt only: no grants; rotation is remembered and not carried out',
  'KMS keeps the material of its keys beside the data that they encrypt: it protects nothing on this machine',
];

/** Creates the emulator with everything that its store remembers. */
export function createKms({ store, region, accountId, now = Date.now, newId = randomUUID }: KmsOptions): Kms {
  const state = new State(store, { region, accountId }, now);

  function keyIn(input: Input): string | undefined {
    if (typeof input.KeyId === 'string') return state.keyArn(state.key(input.KeyId));
    if (input.CiphertextBlob === undefined) return undefined;
    const key = state.find(keyIdIn(ciphertextBlob(input)));
    return key === undefined ? undefined : state.keyArn(key);
  }

  return {
    async handle(operation, input) {
      const run = operations.get(operation);
      if (run === undefined) {
        throw kmsError('UnknownOperationException', `This emulator does not have ${operation}.`);
      }
      return run({ state, now, newId }, requestObject(input));
    },
    keyPolicy: arn => state.find(arn.slice(arn.lastIndexOf('/') + 1))?.policy,
    keyArnOf(input) {
      try {
        return isInput(input) ? keyIn(input) : undefined;
      } catch (error) {
        if (error instanceof AwsError) return undefined;
        throw error;
      }
    },
  };
}

const operations: ReadonlyMap<string, Operation> = new Map([
  ['CancelKeyDeletion', cancelKeyDeletion],
  ['CreateAlias', createAlias],
  ['CreateKey', createKey],
  ['Decrypt', decrypt],
  ['DescribeKey', describeKey],
  ['DisableKey', disableKey],
  ['DisableKeyRotation', disableKeyRotation],
  ['EnableKey', enableKey],
  ['EnableKeyRotation', enableKeyRotation],
  ['GenerateDataKey', generateDataKey],
  ['GetKeyRotationStatus', getKeyRotationStatus],
  ['PutKeyPolicy', putKeyPolicy],
  ['ScheduleKeyDeletion', scheduleKeyDeletion],
  ['UpdateAlias', updateAlias],
]);
