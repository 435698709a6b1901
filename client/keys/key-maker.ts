import { isObject } from '../exact-json.ts';
import type { FunctionCalls, FunctionPlace } from '../function-calls.ts';

export const keyMaker: FunctionPlace = { outputName: 'KeyMakerFunctionName', namePart: 'KeyMaker' };

export interface MadeKey {
  readonly id: string;
  readonly key: string;
}

export interface KeySetup {
  readonly name: string;
  readonly companies: readonly string[];
  readonly role: string;
  readonly revealSecrets: boolean;
}

/** @throws Error with what the function said, if that was no key */
export async function makeKey(
  calls: FunctionCalls,
  functionName: string,
  { name, companies, role, revealSecrets }: KeySetup,
): Promise<MadeKey> {
  const { payload, failed } = await calls.invoke(
    functionName,
    JSON.stringify({ operation: 'create', companies, name, role, revealSecrets }),
  );
  const answer: unknown = failed ? undefined : JSON.parse(payload);
  if (isObject(answer) && typeof answer.id === 'string' && typeof answer.key === 'string') {
    return { id: answer.id, key: answer.key };
  }
  throw new Error(failed ? `${functionName} refused: ${payload}` : `${functionName} gave no key`);
}
