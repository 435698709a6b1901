import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

/** The files that a function brings along in its bundle, by name. @param folder its path */
export function bundledFiles(folder: string): ReadonlyMap<string, Uint8Array> {
  return new Map(readdirSync(folder).map(name => [name, readFileSync(join(folder, name))]));
}

/** RFC 1952, at zlib's default level. */
export const gzip: (bytes: Uint8Array) => Promise<Uint8Array> = promisify(zlib.gzip);
