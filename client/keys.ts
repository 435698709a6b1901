import { connect, type FunctionCalls, findFunction } from './function-calls.ts';
import { help, readArguments } from './keys/arguments.ts';
import { keyMaker, makeKey } from './keys/key-maker.ts';
import { findLocalRun, type LocalRun, messageOf, UsageError } from './local-run.ts';

/** What the command touches, so that tests can stand in for it. */
export interface Surroundings {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** @param local `undefined` for AWS itself */
  readonly connect: (local: LocalRun | undefined) => FunctionCalls;
}

/** @returns the exit code */
export async function keys(argv: readonly string[], world: Surroundings): Promise<number> {
  try {
    const args = readArguments(argv);
    if (args.help) {
      world.out(help);
      return 0;
    }
    const local = args.runtimeFile === undefined ? undefined : await findLocalRun(args.runtimeFile);
    const calls = world.connect(local);
    const functionName = await findFunction(calls, local, keyMaker, args);
    const made = await makeKey(calls, functionName, args);
    if (args.json) world.out(JSON.stringify(made));
    else {
      world.out(made.key);
      world.err(`Key ${made.id} ("${args.name}") is made. It is shown this once: keep it safe.`);
    }
    return 0;
  } catch (error) {
    world.err(messageOf(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

if (import.meta.main) {
  process.exitCode = await keys(process.argv.slice(2), {
    out: line => console.log(line),
    err: line => console.error(line),
    connect,
  });
}
