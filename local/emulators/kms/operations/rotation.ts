import { optionalInteger } from '../../json-input.ts';
import type { Operation } from '../operation.ts';
import { keyIdOf } from './keys.ts';

const defaultPeriodDays = 365;

/** Remembered, not carried out: https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
export const enableKeyRotation: Operation = ({ state }, input) => {
  const key = state.usableKey(keyIdOf(input));
  const given = optionalInteger(input, 'RotationPeriodInDays', { least: 90, most: 2560 });
  state.putKey({ ...key, rotationPeriodDays: given ?? key.rotationPeriodDays ?? defaultPeriodDays });
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html */
export const disableKeyRotation: Operation = ({ state }, input) => {
  const { rotationPeriodDays: _, ...key } = state.usableKey(keyIdOf(input));
  state.putKey(key);
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html */
export const getKeyRotationStatus: Operation = ({ state }, input) => {
  const key = state.key(keyIdOf(input));
  const { rotationPeriodDays } = key;
  return {
    KeyId: state.keyArn(key),
    KeyRotationEnabled: rotationPeriodDays !== undefined,
    ...(rotationPeriodDays === undefined ? {} : { RotationPeriodInDays: rotationPeriodDays }),
  };
};
