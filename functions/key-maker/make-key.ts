import { type ApiKey, hashOfKey, newKeyText, shownPrefix } from '../domain/api-key.ts';
import { newId } from '../domain/identifiers.ts';
import type { ApiKeyStore } from '../domain/ports.ts';
import { explainIssues } from '../domain/wire/explain-issues.ts';
import { type CreatedKeyView, keyMakerInputSchema } from '../domain/wire/key-schema.ts';

export interface KeyMakerDeps {
  readonly keys: Pick<ApiKeyStore, 'create'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

const keyBytes = 32;
const idBytes = 16;

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
  const { name, companies, role, revealSecrets } = parsed.data;
  const nowMs = now();
  const text = newKeyText(randomBytes(keyBytes));
  const key: ApiKey = {
    id: newId('key', nowMs, randomBytes(idBytes)),
    name,
    prefix: shownPrefix(text),
    hash: hashOfKey(text),
    companies: companies.includes('*') ? '*' : [...new Set(companies)].sort(),
    role,
    revealsSecrets: revealSecrets,
    createdAt: new Date(nowMs).toISOString(),
    createdBy: 'operator',
  };
  await keys.create(key);
  return {
    id: key.id,
    key: text,
    prefix: key.prefix,
    companies: key.companies === '*' ? ['*'] : [...key.companies],
    role,
    revealSecrets,
    name,
  };
}
