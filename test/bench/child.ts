import { type ChildProcess, fork } from 'node:child_process';

/** A process of a benchmark that answers each message with one message. */
export interface Child {
  ask(message: object): Promise<unknown>;
  /** By its process id; resolves when it is gone. */
  end(): Promise<void>;
}

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/**
 * Starts `file` as a process of its own. What it prints to standard output is dropped, as Lambda's log takes it away.
 * @param environment added to this process's
 */
export function startChild(file: URL, environment: Readonly<Record<string, string>> = {}): Child {
  const child = fork(file, [], {
    env: { ...process.env, ...environment },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.add(child);
  const exited = new Promise<void>(resolve =>
    child.once('exit', () => {
      children.delete(child);
      resolve();
    }),
  );
  return {
    ask: message =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new Error(`${file.pathname} ended with ${child.exitCode}`));
        child.once('exit', fail);
        child.once('message', answer => {
          child.off('exit', fail);
          resolve(answer);
        });
        child.send(message);
      }),
    end: () => {
      child.kill('SIGKILL');
      return exited;
    },
  };
}

/** The other side: answers what `startChild(…).ask` sends, and ends with the process that asks. */
export function answerParent(answer: (message: unknown) => Promise<object>): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', async message => {
    process.send?.(await answer(message));
  });
}
