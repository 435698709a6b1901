import { readRuntimeFile, UsageError } from '../local-run.ts';
import type { Values } from './command.ts';
import { keyOption, runtimeFileOption, urlOption } from './parse-line.ts';
import type { Surroundings } from './surroundings.ts';

/** Where the API is, and who calls it. */
export interface Settings {
  readonly url: string;
  readonly key: string;
}

/** What a flag says goes before a local run that was asked for, and that before the environment. @throws UsageError */
export async function readSettings(
  { get }: Values,
  { FINEHOOK_URL, FINEHOOK_API_KEY }: Surroundings['env'],
): Promise<Settings> {
  const file = get(runtimeFileOption);
  const url = get(urlOption);
  const key = get(keyOption);
  if (file !== undefined && url !== undefined) {
    throw new UsageError('--url and --runtime-file exclude each other: the file says where the API is');
  }
  const isSaid = [url, key, FINEHOOK_URL, FINEHOOK_API_KEY].some(text => text !== undefined && text !== '');
  const local = file !== undefined || !isSaid ? await readRuntimeFile(file) : undefined;
  if (local !== undefined) return whole(local('apiUrl'), key ?? local('apiKey'));
  return whole(url ?? FINEHOOK_URL, key ?? FINEHOOK_API_KEY);
}

function whole(url: string | undefined, key: string | undefined): Settings {
  if (url === undefined || url === '') {
    throw new UsageError('where is the API? Give --url or FINEHOOK_URL, or start a local run (npm start)');
  }
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new UsageError(`${url} is no URL of an API`);
  // What was read from a file may end with a line break.
  const given = key?.trim() ?? '';
  if (given === '') throw new UsageError('which API key? Give FINEHOOK_API_KEY or --key');
  // Of anything else no header can be made (RFC 9110 §5.5).
  if (!/^[\x21-\x7e]+$/.test(given)) throw new UsageError('the API key has characters that no key has');
  return { url: url.replace(/\/+$/, ''), key: given };
}
