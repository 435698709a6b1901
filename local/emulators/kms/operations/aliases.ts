import { type Input, text } from '../../json-input.ts';
import { invalid, kmsError, notFound } from '../errors.ts';
import type { Operation } from '../operation.ts';

const maxAliasLength = 256;
const maxKeyIdLength = 2_048;
const aliasPattern = /^alias\/[a-zA-Z0-9/_-]+$/;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
export const createAlias: Operation = ({ state }, input) => {
  const name = aliasName(input);
  if (state.findAlias(name) !== undefined) {
    throw kmsError('AlreadyExistsException', `An alias with the name ${state.arn(name)} already exists`);
  }
  state.putAlias({ name, keyId: state.key(targetKeyId(input)).id });
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html */
export const updateAlias: Operation = ({ state }, input) => {
  const name = aliasName(input);
  if (state.findAlias(name) === undefined) throw notFound(`Alias ${state.arn(name)} is not found.`);
  state.putAlias({ name, keyId: state.key(targetKeyId(input)).id });
  return {};
};

function aliasName(input: Input): string {
  const name = text(input, 'AliasName', { maxLength: maxAliasLength });
  if (!name.startsWith('alias/')) throw invalid('Invalid identifier');
  if (!aliasPattern.test(name)) {
    throw kmsError('InvalidAliasNameException', 'Alias contains invalid characters.');
  }
  if (name.startsWith('alias/aws/')) throw kmsError('NotAuthorizedException', '');
  return name;
}

/** @throws AwsError `ValidationException`: an alias points to a key, not to an alias */
function targetKeyId(input: Input): string {
  const id = text(input, 'TargetKeyId', { maxLength: maxKeyIdLength });
  if (id.includes('alias/')) throw invalid('Aliases must refer to keys. Not aliases');
  return id;
}
