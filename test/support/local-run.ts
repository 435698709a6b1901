import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { createCleanup } from '../../local/cleanup.ts';
import { localNetworks } from '../../local/options.ts';
import { synthesize } from '../../local/synthesize.ts';

const projectDirectory = fileURLToPath(new URL('../..', import.meta.url));

const runtimeSchema = z.strictObject({
  apiUrl: z.string(),
  apiKey: z.string(),
  awsEndpointUrl: z.string(),
  region: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  eventBusName: z.string(),
  receiverUrl: z.string(),
  consoleUrl: z.optional(z.string()),
});

export type Runtime = z.infer<typeof runtimeSchema>;

export interface LocalRunOptions {
  /** What comes after `npm start --`. Unless it says otherwise: in memory, free ports, a runtime file of its own. */
  readonly args?: readonly string[];
  /**
   * Sample companies, webhooks and events.
   * @default false
   */
  readonly samples?: boolean;
  /**
   * Keep nothing.
   * @default true, unless the arguments name a data folder
   */
  readonly memory?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /**
   * The program that is started; arguments follow.
   * @default node local/start.ts
   */
  readonly command?: readonly [string, ...string[]];
}

export interface LocalRun {
  readonly runtime: Runtime;
  readonly runtimeFile: string;
  readonly process: ChildProcess;
  /** SIGTERM. @returns the exit code */
  stop(): Promise<number | null>;
  /** SIGKILL, to this one process. */
  kill(): Promise<void>;
  /** Everything that the run has printed, and its log files. */
  logs(): string;
  /** Where its log files are; they stay when it is over. */
  readonly logDirectory: string | undefined;
}

/** What a run that never became ready has said. */
export class LocalRunFailure extends Error {
  override readonly name = 'LocalRunFailure';
  readonly output: string;
  readonly exitCode: number | null;

  constructor(output: string, exitCode: number | null) {
    super(`the local run ended with ${exitCode} before it was ready:\n${output}`);
    this.output = output;
    this.exitCode = exitCode;
  }
}

/**
 * Tests ask again and again until something has happened, all with one API key. Building the console takes seconds: who tests it says
 * `--set console=true`.
 */
const forTests = ['--set', 'keyRateLimit=1000', '--set', 'keyBurstLimit=5000', '--set', 'console=false'];

const readyLine = 'Finehook is ready.';

/** Starts the local run and resolves when it is ready. @throws LocalRunFailure when it ends before */
export async function startLocalRun(options: LocalRunOptions = {}): Promise<LocalRun> {
  const given = options.args ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'local-run-'));
  const runtimeFile = argumentAfter(given, '--runtime-file') ?? join(folder, 'runtime.json');
  const memory = options.memory ?? !given.includes('--data');
  const args = [
    ...(memory && !given.includes('--memory') ? ['--memory'] : []),
    ...(options.samples === true ? [] : ['--no-samples']),
    ...(given.includes('--port') ? [] : ['--port', '0']),
    ...(given.includes('--assembly') ? [] : forTests),
    ...(given.includes('--runtime-file') ? [] : ['--runtime-file', runtimeFile]),
    ...given,
  ];
  const [program, ...before] = options.command ?? [process.execPath, 'local/start.ts'];
  const child = spawn(program, [...before, ...args], {
    cwd: projectDirectory,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = new Promise<number | null>(resolve => child.once('close', code => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes(readyLine)) resolve();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    void exited.then(code => reject(new LocalRunFailure(output, code)));
  });

  const end = (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    child.kill(signal);
    return exited;
  };
  return {
    runtime: runtimeSchema.parse(JSON.parse(readFileSync(runtimeFile, 'utf8'))),
    runtimeFile,
    process: child,
    async stop() {
      const code = await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
    kill: async () => void (await end('SIGKILL')),
    logs: () => output + logFiles(logDirectoryIn(output)),
    logDirectory: logDirectoryIn(output),
  };
}

function argumentAfter(args: readonly string[], name: string): string | undefined {
  const index = args.indexOf(name);
  return index < 0 ? undefined : args[index + 1];
}

function logDirectoryIn(output: string): string | undefined {
  return /^ {2}Logs +(.+)$/m.exec(output)?.[1];
}

function logFiles(directory: string | undefined): string {
  if (directory === undefined) return '';
  return readdirSync(directory)
    .map(name => `\n--- ${name}\n${readFileSync(join(directory, name), 'utf8')}`)
    .join('');
}

/** Synthesizes the CDK app once, for many runs with `--assembly`. @returns the cloud assembly's folder */
export async function synthesizeAssembly(properties: Readonly<Record<string, string>> = {}): Promise<string> {
  const directory = join(mkdtempSync(join(tmpdir(), 'assembly-')), 'cdk.out');
  const cleanup = createCleanup(message => process.stderr.write(`${message}\n`));
  await synthesize(
    directory,
    {
      stackName: 'Finehook',
      properties: { allowedNetworks: localNetworks, console: 'false', ...properties },
    },
    cleanup,
  );
  return directory;
}
