import { isObject } from '../../event-contract/exact-json.ts';
import type { FunctionCalls, FunctionPlace } from '../function-calls.ts';

export const keyMaker: FunctionPlace = { outputName: 'KeyMakerFunctionName', namePart: 'KeyMaker' };

export interface MadeKey {
  readonly id: string;
  readonly key: string;
}

/** Of a key that may also reveal secrets; without naming scopes a key gets the others. */
const scopesToReveal = [
  'deliveries:read',
  'deliveries:resend',
  'secrets:reveal',
  'webhooks:read',
  'webhooks:write',
];

/** @throws Error with what the function said, if that was no key */
export async function makeKey(
  calls: FunctionCalls,
  functionName: string,
  {
    name,
    companies,
    revealSecrets,
  }: { readonly name: string; readonly companies: readonly string[]; readonly revealSecrets: boolean },
): Promise<MadeKey> {
  const { payload, failed } = await calls.invoke(
    functionName,
    JSON.stringify({
      operation: 'create',
      companies,
      name,
      ...(revealSecrets ? { scopes: scopesToReveal } : {}),
    }),
  );
  const answer: unknown = failed ? undefined : JSON.parse(payload);
  if (isObject(answer) && typeof answer.id === 'string' && typeof answer.key === 'string') {
    return { id: answer.id, key: answer.key };
  }
  throw new Error(failed ? `${functionName} refused: ${payload}` : `${functionName} gave no key`);
}
