import { createCleanup } from './cleanup.ts';
import { TemplateError } from './cloudformation/intrinsics.ts';
import { StartFailure } from './failure.ts';
import { help, type Options, readOptions } from './options.ts';
import { startRun } from './run.ts';

/** A stop that takes longer is cut off: workers end by themselves when this process is gone. */
const stopTimeoutMs = 5_000;

function readOptionsOrExit(): Options {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options !== 'help') return options;
    process.stdout.write(help);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const options = readOptionsOrExit();
const cleanup = createCleanup(message => process.stderr.write(`${message}\n`));

/**
 * Ctrl-C reaches this process twice under npm: the terminal signals the whole process group, and npm passes it on. Only a
 * signal after this time is a second wish.
 */
const repeatedSignalMs = 1_000;

let stoppingSinceMs: number | undefined;
async function stop(exitCode: number): Promise<void> {
  if (stoppingSinceMs !== undefined) return;
  stoppingSinceMs = performance.now();
  setTimeout(() => process.exit(1), stopTimeoutMs).unref();
  await cleanup.run();
  process.exit(exitCode);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stoppingSinceMs === undefined) {
      process.stdout.write('stopping\n');
      void stop(0);
    } else if (performance.now() - stoppingSinceMs > repeatedSignalMs) {
      process.stdout.write('forced to stop\n');
      process.exit(1);
    }
  });
}
process.on('uncaughtException', error => {
  process.stderr.write(`${error.stack}\n`);
  void stop(1);
});

try {
  const text = await startRun(options, step => process.stdout.write(`${step}\n`), cleanup);
  if (stoppingSinceMs === undefined) process.stdout.write(text);
} catch (error) {
  // What breaks while everything is being ended is no news.
  if (stoppingSinceMs === undefined) {
    const expected = error instanceof StartFailure || error instanceof TemplateError;
    const message = error instanceof Error ? (expected ? error.message : error.stack) : error;
    process.stderr.write(`The local run cannot start: ${message}\n`);
    await stop(1);
  }
}
