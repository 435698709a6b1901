import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from './failure.ts';

/**
 * Keeps a second run out of the data folder. The lock of a process that is gone is taken over.
 * @returns what releases it
 * @throws StartFailure when a live run holds it
 */
export function lockDataDirectory(directory: string): () => void {
  makeDirectory(directory);
  const file = join(directory, 'lock');
  const holder = readHolder(file);
  if (holder !== undefined && isLocalRun(holder)) throw lockedBy(holder, directory);
  rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    // Another run was faster between the two calls above.
    throw lockedBy(readHolder(file) ?? 0, directory);
  }
  return () => {
    if (readHolder(file) === process.pid) rmSync(file, { force: true });
  };
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    // It is the user's path: a file in its way, say, or no right to write there.
    if (error instanceof Error && 'code' in error) {
      throw new StartFailure(`--data ${directory}: ${error.message}`);
    }
    throw error;
  }
}

function lockedBy(pid: number, directory: string): StartFailure {
  return new StartFailure(
    `the data in ${directory} is in use by process ${pid}, another local run. Stop it, or give this one data of its own: npm start -- --port 0 --data DIR --runtime-file FILE (or --memory)`,
  );
}

function readHolder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Process ids are used again, so where the system tells what a process is, that counts too. */
export function isLocalRun(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
    if (!hasCode(error, 'EPERM')) throw error;
  }
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('local/start.ts');
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return false;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
