import { FinehookError } from '../../../client/api/client.ts';

/** What the service says of one member of what was sent. @param pointer `/name` (RFC 6901) */
export function faultAt(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof FinehookError)) return undefined;
  return error.errors.find(fault => isAt(fault.pointer, pointer))?.detail;
}

/** Whether each of its faults is shown beside one of these members, so that nothing is left to say. */
export function isAllAt(error: unknown, pointers: readonly string[]): boolean {
  if (!(error instanceof FinehookError) || error.errors.length === 0) return false;
  return error.errors.every(fault => pointers.some(pointer => isAt(fault.pointer, pointer)));
}

const isAt = (faultPointer: string, pointer: string): boolean =>
  faultPointer === pointer || faultPointer.startsWith(`${pointer}/`);
