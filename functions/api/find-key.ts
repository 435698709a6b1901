import type { ApiKey } from '../domain/api-key.ts';
import type { ApiKeyStore } from '../domain/api-key-ports.ts';
import { type Caller, covers, nounOf } from '../domain/caller.ts';
import { type Fault, ProblemError } from '../domain/errors.ts';
import { isKeyId } from '../domain/identifiers.ts';
import { scopesOf } from '../domain/key-role.ts';

/** Whether the caller holds all companies of the key. */
function reaches(caller: Caller, { companies }: Pick<ApiKey, 'companies'>): boolean {
  return companies === '*' ? caller.companies === '*' : covers(caller, companies);
}

/** A key that the caller may see. @throws ProblemError `not-found` */
export async function findKey(keys: Pick<ApiKeyStore, 'find'>, caller: Caller, id: string): Promise<ApiKey> {
  const key = isKeyId(id) ? await keys.find(id) : undefined;
  if (key !== undefined && reaches(caller, key)) return key;
  throw new ProblemError(
    'not-found',
    `No such key, or this ${nounOf(caller)} does not hold all of its companies.`,
  );
}

/**
 * Nobody makes a key that reaches further than their own.
 * @throws ProblemError `forbidden`, pointing at what goes too far
 */
export function checkReach(caller: Caller, key: Pick<ApiKey, 'companies' | 'role' | 'revealsSecrets'>): void {
  const faults: Fault[] = [];
  if (!reaches(caller, key)) {
    faults.push({
      pointer: '/companies',
      code: 'not-held',
      detail: `This ${nounOf(caller)} does not hold all of these companies.`,
    });
  }
  const beyond = scopesOf(key).filter(scope => !caller.scopes.includes(scope));
  if (beyond.length > 0) {
    const pointer = beyond.includes('secrets:reveal') ? '/revealSecrets' : '/role';
    faults.push({
      pointer,
      code: 'scope-missing',
      detail: `This ${nounOf(caller)} does not have the scope ${beyond.join(', ')} itself.`,
    });
  }
  if (faults.length === 0) return;
  throw new ProblemError(
    'forbidden',
    `What this ${nounOf(caller)} makes cannot reach further than it does itself.`,
    faults,
  );
}
