import { type Fault, FinehookError } from '../../../client/api/client.ts';
import { useLanguage } from '../language/language.tsx';
import type { Language } from '../language/words.ts';
import { russianFault } from './fault-words.ts';

const none: readonly Fault[] = [];

/** Each fault of what was sent, its detail in the language of the page. */
export function faultsOf(error: unknown, language: Language): readonly Fault[] {
  if (!(error instanceof FinehookError)) return none;
  if (language === 'en') return error.errors;
  return error.errors.map(fault => ({ ...fault, detail: russianFault(fault.code, fault.limit) }));
}

export function useFaults(error: unknown): readonly Fault[] {
  const { language } = useLanguage();
  return faultsOf(error, language);
}

/** What is wrong with one field: each fault whose pointer (RFC 6901) is, or is below, one of these. */
export function faultAt(faults: readonly Fault[], ...pointers: readonly string[]): string | undefined {
  const found = faults.filter(({ pointer }) => isAt(pointer, pointers)).map(({ detail }) => detail);
  return found.length === 0 ? undefined : [...new Set(found)].join(' ');
}

/** Those that are shown beside none of these members. */
export function faultsBeside(faults: readonly Fault[], pointers: readonly string[]): readonly Fault[] {
  return faults.filter(({ pointer }) => !isAt(pointer, pointers));
}

/** Whether each is shown beside one of these members, so that nothing is left to say. */
export function isAllAt(faults: readonly Fault[], pointers: readonly string[]): boolean {
  return faults.length > 0 && faultsBeside(faults, pointers).length === 0;
}

const isAt = (faultPointer: string, pointers: readonly string[]): boolean =>
  pointers.some(pointer => faultPointer === pointer || faultPointer.startsWith(`${pointer}/`));

/** A member's name as a part of a JSON pointer: RFC 6901 §3. */
export const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** A header's fault: the service names headers as they were sent, or in lower case. */
export function headerFault(faults: readonly Fault[], name: string): string | undefined {
  const at = `/headers/${pointerPart(name)}`.toLowerCase();
  return faults.find(({ pointer }) => pointer.toLowerCase() === at)?.detail;
}
