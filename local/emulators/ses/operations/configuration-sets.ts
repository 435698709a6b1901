import { type Input, isInput, textOr } from '../../iam/request.ts';
import { sesError } from '../errors.ts';
import type { ConfigurationSet, State } from '../state.ts';
import type { Operation } from './operation.ts';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html */
export const createConfigurationSet: Operation = ({ state }, input) => {
  const name = textOr(input.ConfigurationSetName, '');
  if (!/^[\w-]{1,64}$/.test(name)) {
    throw sesError(
      'BadRequestException',
      `Invalid configuration set name <${name}>: only alphanumeric ASCII characters, '_', and '-' are allowed, 64 at most.`,
    );
  }
  if (state.configurationSet(name) !== undefined) {
    throw sesError('AlreadyExistsException', `Configuration set <${name}> already exists.`);
  }
  const options = input.SuppressionOptions;
  state.putConfigurationSet({ name, ...(isInput(options) && reasonsOf(options)) });
  return {};
};

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetConfigurationSet.html */
export const getConfigurationSet: Operation = ({ state }, input) => {
  const { name, suppressedReasons } = existingSet(state, input.ConfigurationSetName);
  return {
    ConfigurationSetName: name,
    ...(suppressedReasons !== undefined && {
      SuppressionOptions: { SuppressedReasons: suppressedReasons },
    }),
  };
};

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutConfigurationSetSuppressionOptions.html */
export const putConfigurationSetSuppressionOptions: Operation = ({ state }, input) => {
  const { name } = existingSet(state, input.ConfigurationSetName);
  state.putConfigurationSet({ name, ...reasonsOf(input) });
  return {};
};

/** @throws NotFoundException */
export function existingSet(state: State, given: unknown): ConfigurationSet {
  const name = textOr(given, '');
  const set = state.configurationSet(name);
  if (set === undefined) throw sesError('NotFoundException', `Configuration set <${name}> does not exist.`);
  return set;
}

function reasonsOf({ SuppressedReasons }: Input): Pick<ConfigurationSet, 'suppressedReasons'> {
  if (SuppressedReasons === undefined || SuppressedReasons === null) return {};
  const reasons: readonly unknown[] = Array.isArray(SuppressedReasons)
    ? SuppressedReasons
    : [SuppressedReasons];
  return {
    suppressedReasons: reasons.map(reason => {
      if (reason === 'BOUNCE' || reason === 'COMPLAINT') return reason;
      throw sesError('BadRequestException', 'SuppressedReasons may have BOUNCE and COMPLAINT only.');
    }),
  };
}
