import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StartFailure } from './failure.ts';
import { isRecord, JsonError, parseJson } from './json.ts';

/** Where a run is reached: what tools read from `.local/runtime.json`. */
export interface Runtime {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly awsEndpointUrl: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly eventBusName: string;
  readonly receiverUrl: string;
  /** Where the web console is; absent when the template has none. */
  readonly consoleUrl?: string;
}

const answerTimeoutMs = 1_000;

/** API Gateway puts it on every answer, and so does the local run's. */
const gatewayHeader = 'apigw-requestid';

/** What is wrong with a path that the user gave. */
const pathFaults: ReadonlySet<unknown> = new Set(['EACCES', 'EISDIR', 'ENOTDIR', 'EEXIST', 'EROFS']);

/**
 * A file that a killed run left behind is no obstacle.
 * @throws StartFailure when the file belongs to a run that answers
 */
export async function assertNotRunning(file: string): Promise<void> {
  const apiUrl = await apiUrlIn(file);
  if (apiUrl === undefined) return;
  try {
    const { headers } = await fetch(apiUrl, { signal: AbortSignal.timeout(answerTimeoutMs) });
    // Another program may have got the port of a run that was killed.
    if (!headers.has(gatewayHeader)) return;
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return;
    throw error;
  }
  throw new StartFailure(
    `a local run is going on already: its API answers at ${apiUrl} (${file}). Stop it, or start a second one beside it: npm start -- --port 0 --memory --runtime-file .local/second.json`,
  );
}

async function apiUrlIn(file: string): Promise<string | undefined> {
  try {
    const runtime = parseJson(await readFile(file, 'utf8'), file);
    const apiUrl = isRecord(runtime) ? runtime.apiUrl : undefined;
    return typeof apiUrl === 'string' ? apiUrl : undefined;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    if (error instanceof Error && 'code' in error) {
      if (error.code === 'ENOENT') return undefined;
      if (pathFaults.has(error.code)) throw new StartFailure(`--runtime-file ${file}: ${error.message}`);
    }
    throw error;
  }
}

/** Readers see the whole file or none. */
export async function writeRuntimeFile(file: string, runtime: Runtime): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(runtime, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, file);
}

/** Removes the file, unless it has become another run's. */
export async function removeRuntimeFile(file: string, runtime: Runtime): Promise<void> {
  if ((await apiUrlIn(file)) === runtime.apiUrl) await rm(file, { force: true });
}
