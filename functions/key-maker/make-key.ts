import { newApiKey } from '../domain/api-key.ts';
import type { ApiKeyStore } from '../domain/api-key-ports.ts';
import { explainIssues } from '../domain/wire/explain-issues.ts';
import { type CreatedKeyView, keyMakerInputSchema } from '../domain/wire/key-schema.ts';
import { createdKeyView, keySetupOf } from '../domain/wire/key-view.ts';

export interface KeyMakerDeps {
  readonly keys: Pick<ApiKeyStore, 'create'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** The invocation cannot be understood; the message says what to mend, and reaches the operator. */
export class KeyMakerInputError extends Error {
  override readonly name = 'KeyMakerInputError';
}

/**
 * Makes an API key and stores its hash; the answer is the only place that shows the key.
 * @throws KeyMakerInputError
 */
export async function makeKey(
  input: unknown,
  { keys, now, randomBytes }: KeyMakerDeps,
): Promise<CreatedKeyView> {
  const parsed = keyMakerInputSchema.safeParse(input);
  if (!parsed.success) {
    const faults = explainIssues(keyMakerInputSchema, input, parsed.error.issues);
    const lines = faults.map(({ pointer, detail }) => `${pointer === '' ? 'input' : pointer}: ${detail}`);
    throw new KeyMakerInputError(
      `${lines.join(' ')} Expected {"operation":"create","name":"…","companies":["…"]}, with ["*"] for every company; "role" and "revealSecrets" if they shall not be "manager" and false.`,
    );
  }
  const { operation: _, ...setup } = parsed.data;
  const { key, text } = newApiKey({ ...keySetupOf(setup), createdBy: 'operator' }, now(), randomBytes);
  await keys.create(key);
  return createdKeyView(key, text);
}
