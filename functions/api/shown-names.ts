import { idsShown, namesFrom } from '../domain/payload-formats/names.ts';
import type { Names, PayloadInput } from '../domain/payload-formats/payload-format.ts';
import type { PayloadFormat } from '../domain/webhook.ts';
import type { ApiDeps } from './deps.ts';

/**
 * The names that the message of an event shows; without names people see ids. An event of the caller's own may name any company.
 * @param isHeld whether a company is one of the caller's: names of others are not looked up
 */
export async function shownNames(
  format: PayloadFormat,
  input: Omit<PayloadInput, 'names'>,
  isHeld: (companyId: string) => boolean,
  { directory, log }: Pick<ApiDeps, 'directory' | 'log'>,
): Promise<Names> {
  const possible = idsShown(format, input).filter(({ companyId }) => isHeld(companyId));
  if (possible.length === 0) return namesFrom([]);
  try {
    return namesFrom(await directory.find(possible));
  } catch (error) {
    log.warn('names could not be looked up', { error });
    return namesFrom([]);
  }
}
