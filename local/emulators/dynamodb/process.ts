import { type ChildProcess, spawn } from 'node:child_process';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDbOptions } from '../dynamodb.ts';
import { findProgram } from './program.ts';

/** A running child that answers. */
export interface DynamoDbProcess {
  readonly port: number;
  readonly processId: number | undefined;
  /** Resolves, with how, when the child and everything around it is gone. */
  readonly ended: Promise<string>;
  /** Ends the child and waits for its end. */
  end(): Promise<void>;
}

const startAttempts = 5;
const answerWithinMs = 10_000;
const askEveryMs = 5;

/**
 * Runs the program as a child of a shell that kills it when the pipe from us ends, which the kernel sees to however we
 * die. The shell stands in a process group of its own, so that Ctrl-C does not take the tables from workers that are
 * still finishing. The first line on standard output is the program's process id.
 */
const guard = `
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
echo $program
( read -r line <&3; kill -9 $program ) >/dev/null 2>&1 &
watch=$!
exec 3<&-
wait $program
code=$?
kill $watch 2>/dev/null
exit $code
`;

/** Starts the program on a free port. A port that is taken in the meantime costs another attempt. */
export async function startDynamoDbProcess(options: DynamoDbOptions): Promise<DynamoDbProcess> {
  const program = options.program ?? findProgram();
  let reason = '';
  for (let attempt = 0; attempt < startAttempts; attempt++) {
    const started = await startOn(await freePort(), program, options.file);
    if (typeof started !== 'string') return started;
    reason = started;
  }
  throw new Error(`The DynamoDB emulator did not start: ${reason}`);
}

async function startOn(
  port: number,
  program: string,
  file: string | undefined,
): Promise<DynamoDbProcess | string> {
  const options = [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    ...(file === undefined ? [] : ['--db-path', file]),
  ];
  const child =
    process.platform === 'win32'
      ? spawn(program, options, { stdio: ['pipe', 'pipe', 'pipe'] })
      : spawn('/bin/sh', ['-c', guard, 'dynamodb', program, ...options], {
          stdio: ['pipe', 'pipe', 'pipe'],
          detached: true,
        });
  const output = collectOutput(child);
  // Not `exit`, which comes when the shell is gone: `close` comes when the program has let go of its output too.
  const ended = new Promise<string>(resolve => {
    child.on('close', (code, signal) => resolve(`${signal ?? `code ${code}`}${output.lastLines()}`));
    child.on('error', error => resolve(error.message));
  });
  const end = async (): Promise<void> => {
    child.stdin.destroy();
    // On Windows there is no shell to watch the pipe.
    if (process.platform === 'win32') child.kill();
    await ended;
  };
  let over: string | undefined;
  void ended.then(how => {
    over = how;
    child.stdin.destroy();
  });
  // When only the shell is gone the pipe must end all the same, or its watch would leave the program alone.
  child.on('exit', () => child.stdin.destroy());
  child.stdin.on('error', () => {});

  for (let waitedMs = 0; waitedMs < answerWithinMs; waitedMs += askEveryMs) {
    if (over !== undefined) return over;
    if (await answers(port)) return { port, processId: output.processId() ?? child.pid, ended, end };
    await sleep(askEveryMs);
  }
  await end();
  return `no answer within ${answerWithinMs} ms`;
}

function collectOutput(child: ChildProcess): { lastLines(): string; processId(): number | undefined } {
  let head = '';
  let tail = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    if (head.length < 100) head += String(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    tail = (tail + String(chunk)).slice(-500);
  });
  return {
    lastLines: () => (tail.trim() === '' ? '' : `: ${tail.trim()}`),
    processId: () => {
      const [, id] = /^(\d+)\n/.exec(head) ?? [];
      return id === undefined ? undefined : Number(id);
    },
  };
}

/** Whether our program answers there, and not another that took the port. */
function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const asked = request(
      { host: '127.0.0.1', port, method: 'GET', agent: false, timeout: 1_000 },
      response => {
        response.resume();
        resolve(response.headers['x-dynoxide-version'] !== undefined);
      },
    );
    asked.on('error', () => resolve(false));
    asked.on('timeout', () => asked.destroy());
    asked.end();
  });
}

/** The program reports `:0` when it chooses a port itself, so we choose. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}
