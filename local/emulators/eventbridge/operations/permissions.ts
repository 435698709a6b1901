import { isInput, optionalText } from '../../json-input.ts';
import { eventBridgeError, invalid } from '../errors.ts';
import { busArn, busName } from '../names.ts';
import type { Operation } from '../operation.ts';

const maxPolicyBytes = 10_240;

/**
 * Keeps a whole policy, to which roles are held. Permissions by principal are not emulated:
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html
 */
export const putPermission: Operation = ({ state, now }, input) => {
  const bus = state.bus(busName(input));
  const policy = optionalText(input, 'Policy');
  if (policy === undefined) throw invalid('This emulator takes permissions only as a whole Policy.');
  if (Buffer.byteLength(policy) > maxPolicyBytes) {
    throw eventBridgeError('PolicyLengthExceededException', 'The event bus policy is too long.');
  }
  if (!isPolicy(policy)) throw invalid(`The policy of ${busArn(state.place, bus.record.name)} is not valid.`);
  state.putBus({ ...bus.record, policy, modifiedAtMs: now() });
  return {};
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemovePermission.html */
export const removePermission: Operation = ({ state, now }, input) => {
  const bus = state.bus(busName(input));
  if (input.RemoveAllPermissions !== true) {
    throw invalid('This emulator removes permissions only with RemoveAllPermissions.');
  }
  const { policy: _, ...record } = bus.record;
  state.putBus({ ...record, modifiedAtMs: now() });
  return {};
};

function isPolicy(source: string): boolean {
  try {
    const document: unknown = JSON.parse(source);
    return isInput(document) && document.Statement !== undefined;
  } catch {
    return false;
  }
}
