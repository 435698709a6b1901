import { readFile } from 'node:fs/promises';
import { isObject, parseExactJson } from '../event-contract/exact-json.ts';

/** Where `npm start` says how to reach it, as long as it runs. */
export const defaultRuntimeFile = '.local/runtime.json';

/** What a client of AWS needs to talk to the local run. */
export interface LocalRun {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly eventBusName: string;
}

/** A mistake in how a command was called; its message is for the person who called it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An error as one line for a person, whatever was thrown. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? error.name : error.message;
}

/** Numbers stay as they are written. @throws UsageError naming what is wrong with the text */
export function parseJson(text: string, what: string): unknown {
  try {
    return parseExactJson(text);
  } catch (error) {
    throw new UsageError(`${what} is not valid JSON: ${messageOf(error)}`);
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UsageError(`cannot read ${file}: ${messageOf(error)}`);
  }
}

/** Reads a member of a local run's file. @throws UsageError when it is not there */
export type RuntimeMember = (name: string) => string;

/**
 * @param file the file that was asked for; without it, the default one is used if it is there
 * @returns `undefined` when no file was asked for and no local run is on
 * @throws UsageError
 */
export async function readRuntimeFile(file: string | undefined): Promise<RuntimeMember | undefined> {
  const path = file ?? defaultRuntimeFile;
  const text = await readIfThere(path);
  if (text === undefined) {
    if (file === undefined) return undefined;
    throw new UsageError(`${file} is not there: is the local run (npm start) on?`);
  }
  const parsed = parseJson(text, path);
  return name => {
    const value = isObject(parsed) ? parsed[name] : undefined;
    if (typeof value !== 'string') throw new UsageError(`${path} has no "${name}"`);
    return value;
  };
}

/** As `readRuntimeFile`, of what clients of AWS need. @throws UsageError */
export async function findLocalRun(file: string | undefined): Promise<LocalRun | undefined> {
  const member = await readRuntimeFile(file);
  if (member === undefined) return undefined;
  return {
    endpoint: member('awsEndpointUrl'),
    region: member('region'),
    credentials: { accessKeyId: member('accessKeyId'), secretAccessKey: member('secretAccessKey') },
    eventBusName: member('eventBusName'),
  };
}
