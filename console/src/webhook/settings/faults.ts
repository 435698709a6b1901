import { type Fault, FinehookError } from '../../../../client/api/client.ts';

/** What is wrong with one field: each fault whose pointer is, or is below, one of these. */
export function faultAt(faults: readonly Fault[], ...pointers: readonly string[]): string | undefined {
  const found = faults.filter(({ pointer }) =>
    pointers.some(at => pointer === at || pointer.startsWith(`${at}/`)),
  );
  return found.length === 0 ? undefined : found.map(({ detail }) => detail).join(' ');
}

export const faultsOf = (error: unknown): readonly Fault[] =>
  error instanceof FinehookError ? error.errors : [];

/** A member's name as a part of a JSON pointer: RFC 6901 §3. */
export const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** A header's fault: the service names headers as they were sent, or in lower case. */
export function headerFault(faults: readonly Fault[], name: string): string | undefined {
  const at = `/headers/${pointerPart(name)}`;
  return faults.find(({ pointer }) => pointer.toLowerCase() === at.toLowerCase())?.detail;
}
