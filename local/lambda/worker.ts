import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FunctionDefinition } from '../cloudformation/run-plan.ts';
import { exited, functionError, type InvocationOutcome, timedOut } from './outcome.ts';

const bootstrapFile = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url));

/** Lambda gives ten seconds; a busy machine with many runs needs more. */
const initTimeoutMs = 30_000;

/** One warm instance of a function: a process that keeps its state between invocations, one at a time. */
export interface Worker {
  readonly pid: number | undefined;
  /** Settles once the bundle is loaded, or has failed to. */
  readonly ready: Promise<void>;
  readonly alive: boolean;
  /** Settles when the process has ended. */
  readonly ended: Promise<void>;
  invoke(requestId: string, payload: string): Promise<InvocationOutcome>;
  /** Sends the process a message that is no invocation, for modules that were loaded beside the function. */
  tell(message: Readonly<Record<string, string>>): void;
  /** Stops the process where it stands, until `kill`. */
  freeze(): void;
  kill(): void;
}

export interface WorkerOptions {
  readonly definition: FunctionDefinition;
  readonly environment: Record<string, string>;
  /** File descriptor that takes what the function prints. */
  readonly output: number;
  /** URLs of modules that are loaded before the function. @default none */
  readonly imports?: readonly string[];
  /** Called once, whatever ended the process. */
  onExit(): void;
}

interface WorkerMessage {
  readonly kind: 'ready' | 'ok' | 'error' | 'fatal';
  readonly payload?: string;
}

/** Starts a process for the function's bundle. */
export function startWorker(options: WorkerOptions): Worker {
  const { definition } = options;
  const [file, exportName] = entryPoint(definition);
  const child = fork(bootstrapFile, [file, exportName], {
    cwd: definition.codePath,
    env: options.environment,
    // The heap is most of a function's memory; over it, the process dies as it would in Lambda.
    execArgv: [
      `--max-old-space-size=${Math.floor(definition.memoryMb * 0.9)}`,
      ...(options.imports ?? []).map(url => `--import=${url}`),
    ],
    serialization: 'json',
    stdio: ['ignore', options.output, options.output, 'ipc'],
  });

  // Why the process ends, when it could say so.
  let fatal: InvocationOutcome | undefined;
  let settle: ((outcome: InvocationOutcome) => void) | undefined;
  let requestId = '';
  const ready = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const initTimer = setTimeout(() => {
    fatal = functionError('Sandbox.Timedout', 'the function did not load in time');
    child.kill('SIGKILL');
  }, initTimeoutMs);
  void ready.promise.then(() => clearTimeout(initTimer));

  const onMessage = (message: WorkerMessage): void => {
    if (message.kind === 'ready') ready.resolve();
    else if (message.kind === 'ok') settle?.({ kind: 'ok', payload: message.payload ?? 'null' });
    else {
      const outcome = failed(message.payload);
      if (message.kind === 'fatal') fatal = outcome;
      settle?.(outcome);
    }
  };
  child.on('message', onMessage);
  // `error` comes when the process cannot be spawned, or a message cannot be sent: `exit` or the timeout follow.
  child.on('error', error => {
    fatal ??= functionError('Runtime.ExitError', error.message);
    if (child.pid === undefined) ended(null, null);
  });

  let over = false;
  const ended = (code: number | null, signal: string | null): void => {
    if (over) return;
    over = true;
    ready.resolve();
    settle?.(fatal ?? exited(requestId, code, signal));
    end.resolve();
    options.onExit();
  };
  child.on('exit', ended);

  return {
    pid: child.pid,
    ready: ready.promise,
    ended: end.promise,
    get alive() {
      return !over && fatal === undefined && !child.killed && child.connected;
    },
    async invoke(id, payload) {
      requestId = id;
      await ready.promise;
      if (over || !child.connected) return fatal ?? exited(id, child.exitCode, child.signalCode);
      return invokeReady(child, definition, id, payload, resolve => {
        settle = resolve;
      });
    },
    tell(message) {
      if (!over && child.connected) child.send(message);
    },
    freeze: () => void child.kill('SIGSTOP'),
    kill: () => void child.kill('SIGKILL'),
  };
}

function invokeReady(
  child: ChildProcess,
  definition: FunctionDefinition,
  requestId: string,
  payload: string,
  listen: (settle: ((outcome: InvocationOutcome) => void) | undefined) => void,
): Promise<InvocationOutcome> {
  return new Promise(resolve => {
    const timer = setTimeout(() => {
      finish(timedOut(requestId, definition.timeoutMs));
      child.kill('SIGKILL');
    }, definition.timeoutMs);
    const finish = (outcome: InvocationOutcome): void => {
      clearTimeout(timer);
      listen(undefined);
      resolve(outcome);
    };
    listen(finish);
    const deadlineMs = Date.now() + definition.timeoutMs;
    child.send({ requestId, payload, deadlineMs, functionArn: definition.arn });
  });
}

function failed(payload: string | undefined): InvocationOutcome {
  return { kind: 'functionError', payload: payload ?? '{}', error: 'Unhandled' };
}

/** File and export that a handler text such as `index.handler` names. */
function entryPoint({ codePath, handler }: FunctionDefinition): [file: string, exportName: string] {
  const dot = handler.lastIndexOf('.');
  const base = join(codePath, handler.slice(0, dot));
  const file = ['.mjs', '.js', '.cjs'].map(extension => base + extension).find(existsSync);
  return [file ?? `${base}.mjs`, handler.slice(dot + 1)];
}
