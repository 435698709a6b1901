import { readFile } from 'node:fs/promises';
import { isObject, type JsonObject } from '../../event-contract/exact-json.ts';
import { messageOf, parseJson, UsageError } from '../local-run.ts';
import type { Surroundings } from './surroundings.ts';

type Input = Pick<Surroundings, 'readInput'>;

/** @param file `-` for standard input @throws UsageError */
export async function readBytes(file: string, { readInput }: Input): Promise<Uint8Array> {
  if (file === '-') return readInput();
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${messageOf(error)}`);
  }
}

/** The same as text, in UTF-8. @throws UsageError */
export async function readText(file: string, world: Input): Promise<string> {
  return new TextDecoder().decode(await readBytes(file, world));
}

/** Numbers stay as they are written. @throws UsageError unless the file holds a JSON object */
export async function readObject(file: string, world: Input): Promise<JsonObject> {
  const name = file === '-' ? 'standard input' : file;
  const value = parseJson(await readText(file, world), name);
  if (!isObject(value)) throw new UsageError(`${name} holds no JSON object`);
  return value;
}

/** An option's JSON object, or with `@FILE` the one of a file. @throws UsageError */
export async function objectOf(given: string, what: string, world: Input): Promise<JsonObject> {
  if (given.startsWith('@')) return readObject(given.slice(1), world);
  const value = parseJson(given, what);
  if (!isObject(value)) throw new UsageError(`${what} is no JSON object`);
  return value;
}

/** The API itself checks what people wrote, and points at each fault: here it only has to be an object. */
function isBody<Body extends object>(value: JsonObject | Body): value is Body {
  return isObject(value);
}

/** What people wrote, to be sent as the body that they mean. */
export function bodyOf<Body extends object>(value: JsonObject): Body {
  if (isBody<Body>(value)) return value;
  throw new UsageError('a JSON object is expected');
}
