import { createHash } from 'node:crypto';
import { type Input, textOr } from '../../iam/request.ts';
import { readMailbox } from '../address.ts';
import { sesError } from '../errors.ts';
import type { Identity, State } from '../state.ts';
import { existingSet } from './configuration-sets.ts';
import type { Operation } from './operation.ts';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html */
export const createEmailIdentity: Operation = ({ state }, input) => {
  const name = textOr(input.EmailIdentity, '');
  if (name.includes('@')) readMailbox(name);
  else if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(name)) {
    throw sesError('BadRequestException', `Invalid email identity <${name}>.`);
  }
  if (state.identity(name) !== undefined) {
    throw sesError('AlreadyExistsException', `Email identity ${name} already exist.`);
  }
  const identity = withSet(state, { name }, input.ConfigurationSetName);
  state.putIdentity(identity);
  return { IdentityType: typeOf(identity), ...verified(identity) };
};

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html */
export const getEmailIdentity: Operation = ({ state }, input) => {
  const identity = existingIdentity(state, input);
  return {
    IdentityType: typeOf(identity),
    VerificationStatus: 'SUCCESS',
    FeedbackForwardingStatus: true,
    ...(identity.configurationSet !== undefined && { ConfigurationSetName: identity.configurationSet }),
    ...verified(identity),
  };
};

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutEmailIdentityConfigurationSetAttributes.html */
export const putEmailIdentityConfigurationSetAttributes: Operation = ({ state }, input) => {
  const { name } = existingIdentity(state, input);
  state.putIdentity(withSet(state, { name }, input.ConfigurationSetName));
  return {};
};

function withSet(state: State, identity: Identity, set: unknown): Identity {
  return set === undefined || set === null
    ? identity
    : { ...identity, configurationSet: existingSet(state, set).name };
}

function existingIdentity(state: State, input: Input): Identity {
  const name = textOr(input.EmailIdentity, '');
  const identity = state.identity(name);
  if (identity === undefined) throw sesError('NotFoundException', `Email identity ${name} does not exist.`);
  return identity;
}

function typeOf({ name }: Identity): 'DOMAIN' | 'EMAIL_ADDRESS' {
  return name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN';
}

/** Nobody clicks a link or makes DNS records here, so an identity is verified as soon as it is there. */
function verified({ name }: Identity): Input {
  const tokens = [1, 2, 3].map(number =>
    createHash('sha256').update(`${name} ${number}`).digest('hex').slice(0, 32),
  );
  return {
    VerifiedForSendingStatus: true,
    DkimAttributes: {
      SigningEnabled: true,
      Status: 'SUCCESS',
      Tokens: tokens,
      SigningAttributesOrigin: 'AWS_SES',
    },
  };
}
