import { textOr } from '../../iam/request.ts';
import { readMailbox } from '../address.ts';
import { sesError } from '../errors.ts';
import type { Operation } from './operation.ts';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutSuppressedDestination.html */
export const putSuppressedDestination: Operation = ({ state, now }, input) => {
  const { address } = readMailbox(textOr(input.EmailAddress, ''));
  const reason = input.Reason;
  if (reason !== 'BOUNCE' && reason !== 'COMPLAINT') {
    throw sesError('BadRequestException', 'Reason must be one of BOUNCE, COMPLAINT.');
  }
  state.putSuppressed({ address, reason, updatedAtMs: now() });
  return {};
};

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetSuppressedDestination.html */
export const getSuppressedDestination: Operation = ({ state }, input) => {
  const { address } = readMailbox(textOr(input.EmailAddress, ''));
  const found = state.suppressed(address);
  if (found === undefined) throw notSuppressed(address);
  return {
    SuppressedDestination: {
      EmailAddress: found.address,
      Reason: found.reason,
      LastUpdateTime: found.updatedAtMs / 1000,
    },
  };
};

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteSuppressedDestination.html */
export const deleteSuppressedDestination: Operation = ({ state }, input) => {
  const { address } = readMailbox(textOr(input.EmailAddress, ''));
  if (!state.deleteSuppressed(address)) throw notSuppressed(address);
  return {};
};

function notSuppressed(address: string): Error {
  return sesError('NotFoundException', `Email address ${address} does not exist on your suppression list.`);
}
