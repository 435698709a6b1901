import { readFile, writeFile } from 'node:fs/promises';
import { StartFailure } from './failure.ts';
import { isRecord, parseJson } from './json.ts';
import type { Invoker } from './lambda/invoker.ts';

export interface ApiKeyOptions {
  readonly invoker: Invoker;
  readonly keyMakerFunctionName: string;
  readonly apiUrl: string;
  /** Keeps the key for the next start; `undefined` when nothing is kept. */
  readonly file: string | undefined;
}

/**
 * The key of an earlier run on the same data, or a new one from the key-maker.
 * @throws StartFailure when the key-maker gives none
 */
export async function firstApiKey(options: ApiKeyOptions): Promise<string> {
  const { file } = options;
  const kept = file === undefined ? undefined : await readKept(file);
  if (kept !== undefined && (await isAccepted(options.apiUrl, kept))) return kept;
  const key = await makeKey(options);
  if (file !== undefined) await writeFile(file, `${key}\n`, { mode: 0o600 });
  return key;
}

async function readKept(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The table can have gone since, most of all at another endpoint. */
async function isAccepted(apiUrl: string, key: string): Promise<boolean> {
  const { status } = await fetch(`${apiUrl}/v1/webhooks?limit=1`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return status !== 401;
}

async function makeKey({ invoker, keyMakerFunctionName }: ApiKeyOptions): Promise<string> {
  const outcome = await invoker.invoke({
    functionName: keyMakerFunctionName,
    // Who runs the service on their own machine may do everything.
    payload: JSON.stringify({
      operation: 'create',
      name: 'local run',
      companies: ['*'],
      role: 'admin',
      revealSecrets: true,
    }),
    invocationType: 'RequestResponse',
  });
  const answer = outcome.kind === 'ok' ? parseJson(outcome.payload, 'the key-maker’s answer') : null;
  const key = isRecord(answer) ? answer.key : undefined;
  if (typeof key === 'string') return key;
  const said = 'payload' in outcome ? outcome.payload.slice(0, 500) : outcome.kind;
  throw new StartFailure(`the key-maker made no API key: ${said}`);
}
